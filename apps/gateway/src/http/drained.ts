import { once } from 'node:events'
import type { ServerResponse } from 'node:http'

/** Resolves when a client has taken what was written to it, or is gone. */
export async function drained(response: ServerResponse): Promise<void> {
  if (response.destroyed) return
  const gone = new AbortController()
  const onClose = () => gone.abort()
  response.once('close', onClose)
  await once(response, 'drain', { signal: gone.signal }).catch(() => undefined)
  response.off('close', onClose)
}
