import type { ModelGroupInfo, ModelInfoRow } from '@kansoku/contracts/gateway'
import type { Deployment } from '@kansoku/routing'
import { mayUse } from '../../access/model-access.ts'
import type { GatewayContext } from '../../context.ts'
import { type Exchange, sendJson } from '../exchange.ts'
import { toInfoRow } from './info-row.ts'

/** `GET /model_group/info`: what a client can count on from each group, whichever of its deployments answers. */
export async function handleModelGroupInfo(exchange: Exchange, context: GatewayContext): Promise<void> {
  const caller = context.authenticate(exchange)
  const wanted = exchange.query.get('model_group')
  const { models, supportedParams } = context
  const names = models.listed.filter(
    (name) => (wanted === null || name === wanted) && mayUse(caller, name, models),
  )
  const data = await Promise.all(
    names.map(async (name) => {
      const deployments = models.resolve(name)?.deployments ?? []
      const rows = await Promise.all(
        deployments.map(async (deployment) =>
          toInfoRow(deployment, await supportedParams(deployment.target)),
        ),
      )
      return toGroupInfo(name, deployments, rows)
    }),
  )
  sendJson(exchange, 200, { data })
}

/** The largest of each number, as LiteLLM has it; rates add up, and an ability counts when one deployment has it. */
function toGroupInfo(
  name: string,
  deployments: readonly Deployment[],
  rows: readonly ModelInfoRow[],
): ModelGroupInfo {
  const infos = rows.map((row) => row.model_info)
  const largest = (key: NumberKey) => {
    const numbers = infos.flatMap((info) => info[key] ?? [])
    return numbers.length === 0 ? null : Math.max(...numbers)
  }
  const some = (key: AbilityKey) => infos.some((info) => info[key])
  const sum = (numbers: readonly (number | undefined)[]) => {
    const given = numbers.filter((number) => number !== undefined)
    return given.length === 0 ? null : given.reduce((total, number) => total + number, 0)
  }
  return {
    model_group: name,
    providers: [...new Set(infos.map((info) => info.litellm_provider))],
    max_input_tokens: largest('max_input_tokens'),
    max_output_tokens: largest('max_output_tokens'),
    input_cost_per_token: largest('input_cost_per_token'),
    output_cost_per_token: largest('output_cost_per_token'),
    mode: infos[0]?.mode ?? 'chat',
    tpm: sum(deployments.map(({ tpm }) => tpm)),
    rpm: sum(deployments.map(({ rpm }) => rpm)),
    supports_vision: some('supports_vision'),
    supports_reasoning: some('supports_reasoning'),
    supports_function_calling: some('supports_function_calling'),
    supports_prompt_caching: some('supports_prompt_caching'),
    supported_openai_params: [...new Set(infos.flatMap((info) => info.supported_openai_params))],
  }
}

type NumberKey = 'max_input_tokens' | 'max_output_tokens' | 'input_cost_per_token' | 'output_cost_per_token'
type AbilityKey =
  | 'supports_vision'
  | 'supports_reasoning'
  | 'supports_function_calling'
  | 'supports_prompt_caching'
