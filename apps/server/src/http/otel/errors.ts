import { KansokuError } from '@kansoku/contracts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { toKansokuError } from '../errors.ts'
import { renderLangfuseError, textOf } from '../langfuse/errors.ts'

export function refuseOtel(message: string): KansokuError {
  return new KansokuError('invalid_request', message)
}

/** What is wrong with a request is told under `error` alone; keys and outages as everywhere in the public API. */
export function renderOtelError(thrown: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const error = toKansokuError(thrown, request)
  if (error.status === 400 || error.status === 413 || error.status === 415) {
    reply.code(error.status).send({ error: textOf(error) })
  } else renderLangfuseError(error, request, reply)
}
