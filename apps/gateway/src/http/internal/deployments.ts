import { checkGatewayModel, type GatewayDeployment, testGatewayDeployment } from '@kansoku/contracts/gateway'
import type { Deployment, GatewayConfig } from '@kansoku/routing'
import type { GatewayContext } from '../../context.ts'
import { examineModels } from '../../model-health/examine-models.ts'
import { watchClient } from '../call/watch-client.ts'
import { type Exchange, sendJson } from '../exchange.ts'
import { HttpError } from '../http-error.ts'
import { toInfoRow } from '../models/info-row.ts'
import { readWish } from './read-wish.ts'
import { requireServer } from './require-server.ts'

/** What the connected server shows of this gateway's models. */
export function handleDeployments(exchange: Exchange, context: GatewayContext): void {
  requireServer(exchange, context)
  const { config, health } = context
  const deployments = config.deployments
    .filter(({ listed }) => listed)
    .map((deployment) => ({
      ...present(deployment),
      fallbacks: fallbacksOf(deployment.modelGroup, config.reliability.fallbacks),
      isResting: health.isCooling(deployment.id),
    }))
  sendJson(exchange, 200, { deployments })
}

type Facts = Omit<GatewayDeployment, 'fallbacks' | 'isResting'>

function present(deployment: Deployment): Facts {
  const { model_info: info } = toInfoRow(deployment, [])
  const { aws_region_name: region } = deployment.target.params
  return {
    id: deployment.id,
    group: deployment.modelGroup,
    model: deployment.target.model,
    provider: deployment.target.provider,
    region: typeof region === 'string' ? region : null,
    inputPrice: numberOf(info.input_cost_per_token),
    outputPrice: numberOf(info.output_cost_per_token),
    cacheReadPrice: numberOf(info.cache_read_input_token_cost),
    maxInputTokens: numberOf(info.max_input_tokens),
    addedAs: deployment.modelInfo.db_model === true ? deployment.model : null,
  }
}

/** The config file may say anything. */
function numberOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}

function fallbacksOf(
  group: string,
  { general, byDefault }: GatewayConfig['reliability']['fallbacks'],
): string[] {
  const rule = general.find(({ model }) => model === group) ?? general.find(({ model }) => fits(model, group))
  return (rule?.targets ?? byDefault).map(({ model }) => model)
}

function fits(pattern: string, group: string): boolean {
  return pattern.endsWith('*') && group.startsWith(pattern.slice(0, -1))
}

/** Calls one of them with a few words. */
export async function handleTestDeployment(exchange: Exchange, context: GatewayContext): Promise<void> {
  requireServer(exchange, context)
  const { id } = await readWish(exchange, testGatewayDeployment)
  const deployment = context.config.deployments.find((one) => one.listed && one.id === id)
  if (!deployment) throw new HttpError(404, 'not_found_error', `There is no deployment ${id}.`)
  const startedAt = performance.now()
  const [found] = await examineModels([deployment], context, watchClient(exchange).signal)
  const seconds = (performance.now() - startedAt) / 1000
  sendJson(exchange, 200, { error: found?.error ?? null, seconds })
}

/** Looks at one that the server is about to keep. */
export async function handleCheckModel(exchange: Exchange, context: GatewayContext): Promise<void> {
  requireServer(exchange, context)
  const model = await readWish(exchange, checkGatewayModel)
  sendJson(exchange, 200, { fault: context.faultOf(model) ?? null })
}
