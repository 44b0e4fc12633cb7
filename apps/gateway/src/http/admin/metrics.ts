import { hash, timingSafeEqual } from 'node:crypto'
import type { GatewayContext } from '../../context.ts'
import { type Exchange, header, requestIdOf } from '../exchange.ts'

/**
 * What Prometheus reads: from this machine, or with the token or the master key. As LiteLLM does it, the config may
 * demand a key of everybody.
 */
export async function handleMetrics(exchange: Exchange, context: GatewayContext): Promise<void> {
  if (!mayScrape(exchange, context)) context.authenticate(exchange)
  const { exposition } = context.instruments
  const text = await (context.peers?.metrics() ?? exposition.render())
  // Not open to the pages of other origins, as everything else is: a browser is on this machine, too.
  exchange.response.writeHead(200, {
    'x-request-id': requestIdOf(exchange),
    'content-type': exposition.contentType,
    'cache-control': 'no-store',
  })
  exchange.response.end(text)
}

function mayScrape(exchange: Exchange, { settings, config }: GatewayContext): boolean {
  const { metricsToken } = settings
  if (metricsToken !== undefined)
    return isSame(header(exchange, 'authorization') ?? '', `Bearer ${metricsToken}`)
  return !config.metricsNeedKey && isFromThisMachine(exchange)
}

const forwarding = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via']

/** What a reverse proxy on this machine passes on comes from elsewhere. */
function isFromThisMachine({ request: { headers, socket } }: Exchange): boolean {
  const { remoteAddress = '' } = socket
  const isLoopback = /^(::ffff:)?127\./.test(remoteAddress) || remoteAddress === '::1'
  return isLoopback && forwarding.every((name) => headers[name] === undefined)
}

function isSame(one: string, other: string): boolean {
  return timingSafeEqual(hash('sha256', one, 'buffer'), hash('sha256', other, 'buffer'))
}
