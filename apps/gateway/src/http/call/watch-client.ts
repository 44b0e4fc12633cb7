import type { Exchange } from '../exchange.ts'

/** Aborts when the client goes away before it has everything. */
export function watchClient({ response }: Exchange): AbortController {
  const client = new AbortController()
  const leave = () => {
    if (!response.writableFinished) client.abort(new Error('The client closed the connection.'))
  }
  // It may have gone while guardrails looked at its prompt.
  if (response.destroyed) leave()
  response.once('close', leave)
  return client
}
