import type { ModelList, ModelListEntry } from '@kansoku/contracts/gateway'
import { mayUse } from '../../access/model-access.ts'
import type { GatewayContext } from '../../context.ts'
import { type Exchange, sendJson } from '../exchange.ts'
import { HttpError } from '../http-error.ts'

/** LiteLLM's DEFAULT_MODEL_CREATED_AT_TIME. */
const created = 1_677_610_602

export function handleModelList(exchange: Exchange, { models, authenticate }: GatewayContext): void {
  const caller = authenticate(exchange)
  const data = models.listed.filter((name) => mayUse(caller, name, models)).map(toEntry)
  const list: ModelList = { object: 'list', data }
  sendJson(exchange, 200, list)
}

export function handleModel(exchange: Exchange, { models, authenticate }: GatewayContext): void {
  const id = exchange.params.id ?? ''
  if (!mayUse(authenticate(exchange), id, models) || !models.resolve(id)) throw modelNotFound(id)
  sendJson(exchange, 200, toEntry(id))
}

function toEntry(id: string): ModelListEntry {
  return { id, object: 'model', created, owned_by: 'openai' }
}

export function modelNotFound(id: string): HttpError {
  return new HttpError(404, 'not_found_error', `The model '${id}' does not exist. See GET /v1/models.`, {
    param: 'model',
    code: 'model_not_found',
  })
}
