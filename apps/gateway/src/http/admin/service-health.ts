import { tryCallback } from '../../callbacks/try-callback.ts'
import type { GatewayContext } from '../../context.ts'
import { type Exchange, sendJson } from '../exchange.ts'
import { badRequest, HttpError } from '../http-error.ts'

/**
 * `GET /health/services?service=otel`: tells a callback of a call that never was. Of Langfuse it says how its deliveries
 * go, which never end.
 */
export async function handleServiceHealth(exchange: Exchange, context: GatewayContext): Promise<void> {
  if (context.authenticate(exchange).key !== undefined)
    throw new HttpError(403, 'auth_error', 'Only the master key may have callbacks tested.')
  const wanted = exchange.query.get('service')
  const { callbacks, idleCallbacks } = context.config
  const named = callbacks.filter(({ name }) => name === wanted)
  for (const callback of named) {
    const { error } = await tryCallback(callback, context)
    if (error !== null) throw new HttpError(502, 'api_error', `${callback.name} was not told: ${error}`)
  }
  if (named.length > 0)
    return sendJson(exchange, 200, { status: 'success', message: `${wanted} was told of a test call.` })
  if (wanted === 'langfuse' && context.config.recording.langfuse) return sendDeliveries(exchange, context)
  const idle = idleCallbacks.find(({ name }) => name === wanted)
  if (idle) throw badRequest(`${idle.name} is told nothing: ${idle.reason}`, 'service')
  const names = callbacks.map(({ name }) => name).join(', ') || 'none'
  throw badRequest(
    `There is no callback "${wanted ?? ''}" in the config of this gateway; there are: ${names}.`,
    'service',
  )
}

function sendDeliveries(exchange: Exchange, { recorder }: GatewayContext): void {
  const reason = Object.values(recorder.status().destinations).find((problem) => problem !== null)
  if (reason) throw new HttpError(502, 'api_error', `langfuse is not told: ${reason}`)
  sendJson(exchange, 200, { status: 'success', message: 'langfuse is told of calls.' })
}
