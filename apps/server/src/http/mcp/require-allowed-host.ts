import { KansokuError } from '@kansoku/contracts'
import type { onRequestAsyncHookHandler } from 'fastify'

/**
 * Where hosts are named, requests to others are refused, and those of pages from elsewhere: a name that somebody else
 * points at this machine opens nothing. `undefined`: any host, for the key alone decides.
 */
export function requireAllowedHost(allowed: readonly string[] | undefined): onRequestAsyncHookHandler {
  return async ({ headers }) => {
    if (allowed === undefined) return
    const { origin, host } = headers
    const asked = [host, ...(origin === undefined ? [] : [hostOf(origin)])]
    const strange = asked.find((one) => !isAllowed(one, allowed))
    if (strange === undefined && host !== undefined) return
    throw new KansokuError('access_denied', `The host ${strange ?? '(none)'} is not allowed`, {
      remedy: 'Add it to LANGFUSE_MCP_ALLOWED_HOSTS of the server.',
    })
  }
}

function hostOf(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).host : origin
}

/** With its port, or whatever port it has. */
function isAllowed(host: string | undefined, allowed: readonly string[]): boolean {
  const name = host?.toLowerCase() ?? ''
  return allowed.includes(name) || allowed.includes(name.replace(/:\d+$/, ''))
}
