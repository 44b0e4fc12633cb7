import { isIP } from 'node:net'
import { isPrivateAddress, publicLookup } from '@kansoku/providers'
import { Agent, type Dispatcher } from 'undici'
import type { GatewaySettings } from '../config.ts'

/** How a target may be reached that the config does not name itself. */
export interface AllowedHosts extends AsyncDisposable {
  /** Undefined: not at all. `dispatcher` refuses names that turn out to be private. */
  find(url: string): { readonly dispatcher: Dispatcher | undefined } | undefined
}

/**
 * Hosts of this machine and its network are for the admin of the gateway to name, not for those of keys: only the ones
 * that the gateway talks to anyway, unless the settings allow all.
 */
export function createAllowedHosts({
  server,
  langfuse,
  privateCallbackHosts,
}: Pick<GatewaySettings, 'server' | 'langfuse' | 'privateCallbackHosts'>): AllowedHosts {
  const known = new Set([server?.url, langfuse?.host].flatMap((url) => (url ? [new URL(url).origin] : [])))
  const agent = new Agent({ connect: { lookup: publicLookup } })
  return {
    find(url) {
      if (!URL.canParse(url)) return undefined
      const { origin, hostname } = new URL(url)
      if (privateCallbackHosts || known.has(origin)) return { dispatcher: undefined }
      const host = hostname.replace(/^\[|\]$/g, '')
      return isIP(host) && isPrivateAddress(host) ? undefined : { dispatcher: agent }
    },
    [Symbol.asyncDispose]: () => agent.destroy(),
  }
}
