import { callerHeader, managementPrefix } from '@kansoku/contracts'
import { request } from 'undici'
import type { GatewayContext } from '../../context.ts'
import type { Caller } from '../authentication.ts'
import { type Exchange, sendJsonText } from '../exchange.ts'
import { HttpError } from '../http-error.ts'
import { readBytes } from '../read-body.ts'

export const maxBytes = 1024 * 1024
const timeoutMs = 60_000

/** Hands a request on in the name of its caller. What it changed counts here, and with other workers, as soon as it is answered. */
export async function forward(exchange: Exchange, context: GatewayContext): Promise<void> {
  const caller = context.authenticate(exchange)
  const { server } = context.settings
  if (!server) throw withoutServer()
  const { request: incoming } = exchange
  const target = addressOf(server.url, exchange)
  const body = await readBytes(incoming, maxBytes)
  const answer = await request(target, {
    method: incoming.method as 'GET' | 'POST',
    headers: {
      authorization: `Bearer ${server.secret}`,
      [callerHeader]: nameOf(caller),
      ...(body.length === 0 ? {} : { 'content-type': 'application/json' }),
    },
    body: body.length === 0 ? null : body,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
  }).catch((error: unknown) => {
    throw unreachable(error)
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

/** Told to other workers when the server has changed something. */
export const managementTopic = 'management'

async function learnOfChange({ control, peers }: GatewayContext): Promise<void> {
  await Promise.all([control?.refresh(), peers?.publish(managementTopic, null)])
}

/**
 * The same path below the prefix. Parsers of addresses take dots, backslashes and number signs for more than text: what
 * they would read as another path must not reach the other doors of the server, which trust the gateway's secret.
 * @throws {HttpError} 404 for such a path
 */
function addressOf(serverUrl: string, { request: { url = '' }, path }: Exchange): URL {
  const address = new URL(`${serverUrl}${managementPrefix}${url}`)
  const expected = `${new URL(serverUrl).pathname.replace(/\/$/, '')}${managementPrefix}${path}`
  if (address.pathname === expected && address.hash === '') return address
  throw new HttpError(404, 'not_found_error', `There is nothing at ${path}.`)
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

function unreachable(error: unknown): HttpError {
  const { code, message } = error as { code?: string; message?: string }
  return new HttpError(503, 'no_db_connection', `The server cannot be reached (${code ?? message}).`, {
    retryAfterSeconds: 1,
  })
}
