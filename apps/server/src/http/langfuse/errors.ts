import type { ErrorCode, KansokuError } from '@kansoku/contracts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { toKansokuError } from '../errors.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Authentication failures also carry `error`, as the ingestion and prompt routes do. */
    namedAuthErrors?: boolean
  }
}

/** Class names that Langfuse's clients compare. */
const names: Partial<Record<ErrorCode, string>> = {
  invalid_json: 'InvalidRequestError',
  no_authorization_header: 'UnauthorizedError',
  invalid_authorization_header: 'UnauthorizedError',
  invalid_credentials: 'UnauthorizedError',
  access_denied: 'ForbiddenError',
  not_found: 'LangfuseNotFoundError',
  route_not_found: 'NotFoundError',
  method_not_allowed: 'MethodNotAllowedError',
  conflict: 'LangfuseConflictError',
  payload_too_large: 'PayloadTooLargeError',
  unsupported_media_type: 'UnsupportedMediaTypeError',
  unprocessable: 'UnprocessableContentError',
  response_too_large: 'PayloadTooLargeError',
  query_timeout: 'Request timed out',
  too_many_requests: 'TooManyRequestsError',
  storage_unavailable: 'ServiceUnavailable',
  storage_full: 'ServiceUnavailable',
  overloaded: 'ServiceUnavailable',
  shutting_down: 'ServiceUnavailable',
}

/** What was wrong and what to do. */
export function textOf({ message, remedy }: KansokuError): string {
  if (!remedy) return message
  return `${message}${/[.!?]$/.test(message) ? '' : '.'} ${remedy}`
}

/** The body of an error in Langfuse's dialect. Key order matters: official tests compare whole strings. */
export function langfuseErrorBody(error: KansokuError, { namedAuthErrors = false } = {}): object {
  const message = textOf(error)
  if (error.code === 'invalid_request') {
    return { message, error: error.details ?? 'InvalidRequestError' }
  }
  if ((error.status === 401 || error.code === 'access_denied') && !namedAuthErrors) return { message }
  return { message, error: names[error.code] ?? error.code }
}

/**
 * Error handler of doors that speak Langfuse's dialect. Only faults of ours name the request in the body: of the others
 * clients compare whole bodies, and the header has the id.
 */
export function renderLangfuseError(thrown: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const error = toKansokuError(thrown, request)
  if (error.retryAfterSeconds) reply.header('retry-after', error.retryAfterSeconds)
  const body = langfuseErrorBody(error, request.routeOptions.config)
  reply.code(error.status).send(error.status < 500 ? body : { ...body, requestId: request.id })
}
