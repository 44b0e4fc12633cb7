import { KansokuError } from '@kansoku/contracts'
import type { FastifyRequest, onRequestAsyncHookHandler } from 'fastify'
import type { ServerContext } from '../../context.ts'

const readOnly = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Refuses changes that another site's page sends with the user's cookie. Any host name that reaches the server is its
 * own; what counts is that page and request name the same one. Clients that are no browser send no origin.
 */
export function requireSameOrigin(context: ServerContext): onRequestAsyncHookHandler {
  return async (request) => {
    if (readOnly.has(request.method) || isSameOrigin(request, context.config.trustedOrigins)) return
    throw new KansokuError('cross_origin_request')
  }
}

function isSameOrigin(request: FastifyRequest, trusted: readonly string[]): boolean {
  const { origin, 'sec-fetch-site': site } = request.headers
  // No page can set this header: it counts where a proxy changes the host on the way.
  if (site === 'same-origin') return true
  // A proxy that ends TLS may not say so: the host must agree, the scheme need not.
  if (origin !== undefined) return hostOf(origin) === request.host.toLowerCase() || trusted.includes(origin)
  return site === undefined || site === 'none'
}

/** Undefined for opaque origins (`null`). */
function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined
}
