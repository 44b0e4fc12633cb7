import type { ErrorCode, KansokuError } from '@kansoku/contracts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { toKansokuError } from '../errors.ts'
import { textOf } from './errors.ts'

/** Codes of the unstable routes, which clients branch on. Source: Langfuse's specification. */
const codes: Partial<Record<ErrorCode, string>> = {
  invalid_json: 'invalid_body',
  no_authorization_header: 'authentication_failed',
  invalid_authorization_header: 'authentication_failed',
  invalid_credentials: 'authentication_failed',
  access_denied: 'access_denied',
  invalid_request: 'invalid_request',
  not_found: 'resource_not_found',
  route_not_found: 'resource_not_found',
  method_not_allowed: 'method_not_allowed',
  conflict: 'conflict',
  payload_too_large: 'invalid_body',
  unprocessable: 'unprocessable_content',
  too_many_requests: 'rate_limited',
}

/** Error handler of the unstable routes, whose bodies are `{message, code, details}`. */
export function renderUnstableError(thrown: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const error = toKansokuError(thrown, request)
  if (error.retryAfterSeconds) reply.header('retry-after', error.retryAfterSeconds)
  const body = { message: textOf(error), ...codeAndDetails(error, request) }
  reply.code(error.status).send(error.status < 500 ? body : { ...body, requestId: request.id })
}

function codeAndDetails({ code, details }: KansokuError, { method }: FastifyRequest): object {
  const wireCode = codes[code] ?? 'internal_error'
  if (!Array.isArray(details)) return { code: wireCode }
  return { code: method === 'GET' ? 'invalid_query' : 'invalid_body', details: { issues: details } }
}
