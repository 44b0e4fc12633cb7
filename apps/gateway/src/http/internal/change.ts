import type { GatewayContext } from '../../context.ts'
import { learnOfChange } from '../../control/learn-of-change.ts'
import { type Exchange, sendJson } from '../exchange.ts'
import { requireServer } from './require-server.ts'

/** The server asks before it shows what it has changed. */
export async function handleChange(exchange: Exchange, context: GatewayContext): Promise<void> {
  requireServer(exchange, context)
  await learnOfChange(context)
  sendJson(exchange, 200, {})
}
