import type { IncomingHttpHeaders } from 'node:http'
import type { Headers } from '../exchange.ts'

/** Of one connection, and not of the request. */
const ofConnection = `connection keep-alive proxy-connection proxy-authenticate proxy-authorization te trailer
  transfer-encoding upgrade`.split(/\s+/)

/** Who calls the gateway, and from where, is nothing to a vendor; whoever calls the vendor signs anew. */
const notForVendors: ReadonlySet<string> = new Set([
  ...ofConnection,
  ...`host content-length expect accept-encoding authorization x-api-key api-key x-goog-api-key
  ocp-apim-subscription-key cookie origin referer forwarded via x-real-ip x-request-id x-amz-date
  openai-organization openai-project x-amz-security-token x-amz-content-sha256 x-amz-user-agent amz-sdk-invocation-id amz-sdk-request`.split(
    /\s+/,
  ),
])
const ofGateway = /^(?:x-litellm-|litellm-|langfuse_|x-kansoku-|x-forwarded-|sec-)/

const notForClients: ReadonlySet<string> = new Set([
  ...ofConnection,
  'set-cookie',
  'alt-svc',
  'access-control-allow-origin',
  'x-request-id',
])

/** What of a request's headers goes on. `ownHeader`: where the config file puts keys. */
export function toVendor(headers: IncomingHttpHeaders, ownHeader: string | undefined): Headers {
  const named = new Set(
    String(headers.connection ?? '')
      .toLowerCase()
      .split(/[\s,]+/),
  )
  const kept: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || notForVendors.has(name) || ofGateway.test(name)) continue
    if (name === ownHeader || named.has(name)) continue
    kept[name] = typeof value === 'string' ? value : value.join(', ')
  }
  // What passes by is read, too.
  return { ...kept, 'accept-encoding': 'identity' }
}

/** What of an answer's headers goes back. */
export function toClient(headers: Headers): Headers {
  const named = new Set((headers.connection ?? '').toLowerCase().split(/[\s,]+/))
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !notForClients.has(name) && !named.has(name)),
  )
}
