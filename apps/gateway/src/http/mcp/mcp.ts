import type { GatewayContext } from '../../context.ts'
import { toAnyHttpError } from '../call/errors.ts'
import { watchClient } from '../call/watch-client.ts'
import { type Exchange, requestIdOf, sendJson } from '../exchange.ts'
import { HttpError } from '../http-error.ts'
import { readBytes } from '../read-body.ts'
import { openToolUser } from './tool-user.ts'
import { sendWebResponse, toWebRequest } from './web-exchange.ts'

/** MCP itself, as streamable HTTP: the tools of all servers, or of those that the path names. */
export async function handleMcp(exchange: Exchange, context: GatewayContext): Promise<void> {
  try {
    const user = openToolUser(exchange, context, exchange.params.servers)
    const client = watchClient(exchange)
    const body = await readBytes(exchange.request, context.maxRequestBytes)
    // Read when it is needed: most gateways have no MCP servers.
    const { serveMcp } = await import('./serve-mcp.ts')
    const answer = await serveMcp(user, toWebRequest(exchange, body, client.signal))
    await sendWebResponse(exchange, answer)
  } catch (error) {
    const known = toAnyHttpError(error)
    if (known.status >= 500 && !(error instanceof HttpError))
      context.log.error(
        { err: error, requestId: requestIdOf(exchange) },
        'a request in MCP failed unexpectedly',
      )
    exchange.request.resume()
    if (exchange.response.headersSent) exchange.response.destroy()
    else sendRefusal(exchange, known)
  }
}

/** What is wrong before there is a call, in JSON-RPC's form. */
function sendRefusal(
  exchange: Exchange,
  { status, message, type, code, retryAfterSeconds }: HttpError,
): void {
  const error = { code: -32_000, message, data: { type, code } }
  const headers =
    retryAfterSeconds === undefined ? {} : { 'retry-after': String(Math.ceil(retryAfterSeconds)) }
  sendJson(exchange, status, { jsonrpc: '2.0', id: null, error }, headers)
}
