import { drained } from '../drained.ts'
import { type Exchange, requestIdOf, writeHead } from '../exchange.ts'

/** A request in the form of the web's own interfaces. Its signal aborts with `signal`. */
export function toWebRequest({ request, path }: Exchange, body: Uint8Array, signal: AbortSignal): Request {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value)
  const method = request.method ?? 'GET'
  const hasBody = method !== 'GET' && method !== 'HEAD' && body.length > 0
  // No address that anybody could reach: the library only wants one.
  return new Request(`http://gateway.internal${path}`, {
    method,
    headers,
    signal,
    ...(hasBody ? { body: Buffer.from(body) } : {}),
  })
}

/** Sends an answer in that form, piece by piece as it comes. */
export async function sendWebResponse(exchange: Exchange, answer: Response): Promise<void> {
  const { response } = exchange
  if (response.destroyed) {
    await answer.body?.cancel().catch(() => undefined)
    return
  }
  writeHead(response, answer.status, {
    'x-request-id': requestIdOf(exchange),
    ...Object.fromEntries(answer.headers),
  })
  if (answer.body) {
    response.flushHeaders()
    for await (const piece of answer.body) {
      if (response.destroyed) break
      if (!response.write(piece)) await drained(response)
    }
  }
  response.end()
}
