import type { FastifyReply, FastifyRequest } from 'fastify'
import { toKansokuError } from '../errors.ts'

/** Error handler of the doors that only our own clients use: a stable code to translate by, and English. */
export function renderAppError(thrown: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const { code, message, remedy, details, status, retryAfterSeconds } = toKansokuError(thrown, request)
  if (retryAfterSeconds) reply.header('retry-after', retryAfterSeconds)
  reply.code(status).send({
    code,
    message,
    ...(remedy === undefined ? {} : { remedy }),
    ...(details === undefined ? {} : { details }),
    requestId: request.id,
  })
}
