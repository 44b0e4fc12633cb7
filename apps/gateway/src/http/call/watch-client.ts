import type { Exchange } from '../exchange.ts'

/** Aborts when the client goes away before it has everything. */
export function watchClient({ response }: Exchange): AbortController {
  const client = new AbortController()
  response.once('close', () => {
    if (!response.writableFinished) client.abort(new Error('The client closed the connection.'))
  })
  return client
}
