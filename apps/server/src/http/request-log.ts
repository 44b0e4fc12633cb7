import type { FastifyInstance } from 'fastify'

const slowMs = 1000

/** Random keys and paths, and clients beyond their limits, come by the thousand. */
const causedAtWill: ReadonlySet<number> = new Set([401, 404, 429])

/**
 * One line per request: failures, refusals that nobody can cause at will and slow ones always, the rest only when debugging.
 * The gateway asks for what is new twice a second.
 */
export function logRequests(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    const milliseconds = Math.round(reply.elapsedTime)
    const details = {
      method: request.method,
      path: request.url.split('?', 1)[0],
      status: reply.statusCode,
      milliseconds,
    }
    if (reply.statusCode >= 500) request.log.warn(details, 'request failed')
    else if (milliseconds >= slowMs) request.log.info(details, 'slow request')
    else if (reply.statusCode >= 400 && !causedAtWill.has(reply.statusCode)) {
      request.log.info(details, 'request refused')
    } else if (details.path?.startsWith('/api/internal/')) request.log.trace(details, 'request')
    else request.log.debug(details, 'request')
  })
}
