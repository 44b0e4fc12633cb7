import type { GatewayContext } from '../../context.ts'
import { type Exchange, sendJson } from '../exchange.ts'
import { badRequest, HttpError } from '../http-error.ts'
import type { KeptResponse } from './response-store.ts'

export function handleResponse(exchange: Exchange, context: GatewayContext): void {
  sendJson(exchange, 200, findKept(exchange, context).response)
}

export function handleDeleteResponse(exchange: Exchange, context: GatewayContext): void {
  const { id } = findKept(exchange, context).response
  context.responses.of(context.authenticate(exchange)).remove(id)
  sendJson(exchange, 200, { id, object: 'response', deleted: true })
}

/** Responses are whole when they are kept. */
export function handleCancelResponse(exchange: Exchange, context: GatewayContext): void {
  findKept(exchange, context)
  throw badRequest('Cannot cancel a synchronous response.')
}

const usualPage = 20

/** The newest first, unless `order=asc`. */
export function handleInputItems(exchange: Exchange, context: GatewayContext): void {
  const { input } = findKept(exchange, context)
  const { query } = exchange
  const ordered = query.get('order') === 'asc' ? input : input.toReversed()
  const after = ordered.findIndex(({ id }) => id === query.get('after')) + 1
  const limit = Math.min(Math.max(Number(query.get('limit')) || usualPage, 1), 100)
  const data = ordered.slice(after, after + limit)
  sendJson(exchange, 200, {
    object: 'list',
    data,
    first_id: data.at(0)?.id ?? null,
    last_id: data.at(-1)?.id ?? null,
    has_more: after + limit < ordered.length,
  })
}

/** What another key made is not there. */
function findKept(exchange: Exchange, { authenticate, responses }: GatewayContext): KeptResponse {
  const { params } = exchange
  const kept = responses.of(authenticate(exchange)).find(params.id ?? '')
  if (kept) return kept
  throw new HttpError(404, 'invalid_request_error', `Response with id '${params.id}' not found.`)
}
