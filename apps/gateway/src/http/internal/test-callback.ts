import { testGatewayCallback } from '@kansoku/contracts/gateway'
import { tryCallback } from '../../callbacks/try-callback.ts'
import type { GatewayContext } from '../../context.ts'
import { type Exchange, sendJson } from '../exchange.ts'
import { HttpError } from '../http-error.ts'
import { readWish } from './read-wish.ts'
import { requireServer } from './require-server.ts'

/** Tells a callback of a call that never was. */
export async function handleTestCallback(exchange: Exchange, context: GatewayContext): Promise<void> {
  requireServer(exchange, context)
  const { name, kind } = await readWish(exchange, testGatewayCallback)
  const callback = context.config.callbacks.find((one) => one.name === name && one.target.kind === kind)
  if (!callback) throw new HttpError(404, 'not_found_error', `There is no callback ${name}.`)
  sendJson(exchange, 200, await tryCallback(callback, context))
}
