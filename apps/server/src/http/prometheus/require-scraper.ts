import { createHash, timingSafeEqual } from 'node:crypto'
import { KansokuError } from '@kansoku/contracts'
import type { FastifyRequest } from 'fastify'

/** With a token whoever has it, without one only programs of this machine. */
export function requireScraper(token: string | undefined): (request: FastifyRequest) => Promise<void> {
  return async (request) => {
    if (token === undefined) {
      if (isFromThisMachine(request)) return
      throw new KansokuError(
        'access_denied',
        'Without KANSOKU_METRICS_TOKEN only this machine may read metrics',
        {
          remedy: 'Set KANSOKU_METRICS_TOKEN on the server and send it as a bearer token.',
        },
      )
    }
    const { authorization } = request.headers
    if (!authorization) throw new KansokuError('no_authorization_header')
    if (!timingSafeEqual(digest(authorization), digest(`Bearer ${token}`))) {
      throw new KansokuError(
        'invalid_credentials',
        'The bearer token is not KANSOKU_METRICS_TOKEN of this server',
      )
    }
  }
}

const forwarding = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via']

/** What a reverse proxy on this machine passes on comes from elsewhere. */
function isFromThisMachine({ headers, socket }: FastifyRequest): boolean {
  const { remoteAddress = '' } = socket
  const isLoopback = /^(::ffff:)?127\./.test(remoteAddress) || remoteAddress === '::1'
  return isLoopback && forwarding.every((name) => headers[name] === undefined)
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
