import { callerHeader, managementPrefix } from '@kansoku/contracts/gateway'
import { request } from 'undici'
import type { GatewayContext } from '../../context.ts'
import { learnOfChange } from '../../control/learn-of-change.ts'
import type { Caller } from '../authentication.ts'
import { type Exchange, sendJsonText } from '../exchange.ts'
import { HttpError } from '../http-error.ts'
import { readBytes } from '../read-body.ts'
import { serverAddress, serverAway } from '../server-address.ts'

export const maxBytes = 1024 * 1024
const timeoutMs = 60_000

/**
 * Hands a request on in the name of its caller, with what else the server must be told in headers. What it changed counts
 * here, and with other workers, as soon as it is answered.
 */
export async function forward(
  exchange: Exchange,
  context: GatewayContext,
  told: Readonly<Record<string, string>> = {},
): Promise<void> {
  const caller = context.authenticate(exchange)
  const { server } = context.settings
  if (!server) throw withoutServer()
  const { request: incoming } = exchange
  const target = serverAddress(server.url, managementPrefix, exchange)
  const body = await readBytes(incoming, maxBytes)
  const answer = await request(target, {
    method: incoming.method as 'GET' | 'POST',
    headers: {
      authorization: `Bearer ${server.secret}`,
      [callerHeader]: nameOf(caller),
      ...told,
      ...(body.length === 0 ? {} : { 'content-type': 'application/json' }),
    },
    body: body.length === 0 ? null : body,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
  }).catch((error: unknown) => {
    throw serverAway(error)
  })
  const text = await answer.body.text()
  if (incoming.method !== 'GET' && answer.statusCode < 300) await learnOfChange(context)
  const retryAfter = answer.headers['retry-after']
  sendJsonText(
    exchange,
    answer.statusCode,
    text,
    typeof retryAfter === 'string' ? { 'retry-after': retryAfter } : {},
  )
}

function nameOf({ key, keyHash }: Caller): string {
  return key === undefined ? 'proxy_admin' : `key:${keyHash}`
}

function withoutServer(): HttpError {
  return new HttpError(
    400,
    'no_db_connection',
    'Not connected to DB! Virtual keys and spend need a server: start the gateway together with one.',
  )
}
