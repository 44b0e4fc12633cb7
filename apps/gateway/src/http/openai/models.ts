import { modelFacts } from '@kansoku/catalog'
import type { ModelInfoRow, ModelList, ModelListEntry } from '@kansoku/contracts'
import type { Deployment } from '@kansoku/routing'
import { mayUse } from '../../access/model-access.ts'
import type { GatewayContext } from '../../context.ts'
import { type Exchange, sendJson } from '../exchange.ts'
import { HttpError } from '../http-error.ts'

/** LiteLLM's DEFAULT_MODEL_CREATED_AT_TIME. */
const created = 1_677_610_602

export function handleModelList(exchange: Exchange, { models, authenticate }: GatewayContext): void {
  const caller = authenticate(exchange)
  const data = models.listed.filter((name) => mayUse(caller, name)).map(toEntry)
  const list: ModelList = { object: 'list', data }
  sendJson(exchange, 200, list)
}

export function handleModel(exchange: Exchange, { models, authenticate }: GatewayContext): void {
  const id = exchange.params.id ?? ''
  if (!mayUse(authenticate(exchange), id) || !models.resolve(id)) throw notFound(id)
  sendJson(exchange, 200, toEntry(id))
}

/** Coding agents choose their limits and count their costs by these rows, one for each deployment. */
export function handleModelInfo(exchange: Exchange, { config, authenticate }: GatewayContext): void {
  const caller = authenticate(exchange)
  const wanted = exchange.query.get('litellm_model_id')
  const shown = config.deployments
    .filter(({ id, listed }) => (wanted === null ? listed : id === wanted))
    .filter(({ modelGroup }) => mayUse(caller, modelGroup))
  if (wanted !== null && shown.length === 0) throw notFound(wanted)
  sendJson(exchange, 200, { data: shown.map(toInfoRow) })
}

function toEntry(id: string): ModelListEntry {
  return { id, object: 'model', created, owned_by: 'openai' }
}

function toInfoRow(deployment: Deployment): ModelInfoRow {
  const { id, modelGroup, model, target, modelInfo } = deployment
  const { base_model: baseModel } = modelInfo
  const facts = modelFacts(typeof baseModel === 'string' ? baseModel : model)
  const prices = deployment.price?.pricingTiers[0]?.prices
  return {
    model_name: modelGroup,
    litellm_params: { model, ...shownParams(target.params) },
    model_info: {
      id,
      db_model: false,
      key: target.model,
      max_tokens: facts?.maxOutputTokens ?? null,
      max_input_tokens: facts?.maxInputTokens ?? null,
      max_output_tokens: facts?.maxOutputTokens ?? null,
      input_cost_per_token: prices?.input ?? facts?.inputCostPerToken ?? null,
      output_cost_per_token: prices?.output ?? facts?.outputCostPerToken ?? null,
      cache_creation_input_token_cost:
        prices?.cache_creation_input_tokens ?? facts?.cacheCreationInputTokenCost ?? null,
      cache_read_input_token_cost: prices?.cache_read_input_tokens ?? facts?.cacheReadInputTokenCost ?? null,
      litellm_provider: target.provider,
      mode: facts?.mode ?? 'chat',
      supports_vision: facts?.supportsVision ?? false,
      supports_function_calling: facts?.supportsFunctionCalling ?? false,
      supports_prompt_caching: facts?.supportsPromptCaching ?? false,
      supports_reasoning: facts?.supportsReasoning ?? false,
      ...modelInfo,
    },
  }
}

/** Only what is known to be harmless leaves: a list of what to hide would miss the next secret. */
const harmless = [
  'aws_region_name',
  'api_version',
  'custom_llm_provider',
  'rpm',
  'tpm',
  'weight',
  'order',
  'timeout',
]

function shownParams(params: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    harmless.filter((name) => params[name] !== undefined).map((name) => [name, params[name]]),
  )
}

function notFound(id: string): HttpError {
  return new HttpError(404, 'not_found_error', `The model '${id}' does not exist. See GET /v1/models.`, {
    param: 'model',
    code: 'model_not_found',
  })
}
