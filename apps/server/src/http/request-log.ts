import type { FastifyInstance } from 'fastify'

const slowMs = 1000

/** One line per request: failures and slow ones always, the rest only when debugging. */
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
    else request.log.debug(details, 'request')
  })
}
