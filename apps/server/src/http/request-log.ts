import { toldAnswer } from '@kansoku/contracts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

const slowMs = 1000

/** One line per request. */
export function logRequests(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => logRequest(request, reply))
}

/** Failures, refusals and slow requests always, the rest only when debugging. */
export function logRequest(request: FastifyRequest, reply: FastifyReply): void {
  const milliseconds = Math.round(reply.elapsedTime)
  const path = request.url.split('?', 1)[0] ?? ''
  const details = { method: request.method, path, status: reply.statusCode, milliseconds }
  const { level, message } = toldAnswer(reply.statusCode)
  if (level !== 'debug') request.log[level](details, message)
  else if (milliseconds >= slowMs) request.log.info(details, 'slow request')
  // The gateway asks for what is new twice a second.
  else if (path.startsWith('/api/internal/')) request.log.trace(details, message)
  else request.log.debug(details, message)
}
