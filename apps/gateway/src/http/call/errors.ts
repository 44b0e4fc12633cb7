import { type ErrorClass, ProviderError } from '@kansoku/providers'
import { describeFailure, ParameterError } from '@kansoku/routing'
import { GuardrailRefusal } from '../../guardrails/refusal.ts'
import { badRequest, HttpError } from '../http-error.ts'

const types: Readonly<Record<ErrorClass, string>> = {
  bad_request: 'invalid_request_error',
  unsupported_params: 'invalid_request_error',
  context_window: 'invalid_request_error',
  content_policy: 'invalid_request_error',
  authentication: 'authentication_error',
  permission_denied: 'permission_error',
  not_found: 'not_found_error',
  timeout: 'timeout_error',
  unprocessable: 'invalid_request_error',
  rate_limit: 'rate_limit_error',
  internal_server: 'internal_server_error',
  api_connection: 'internal_server_error',
  bad_gateway: 'internal_server_error',
  service_unavailable: 'internal_server_error',
  cancelled: 'invalid_request_error',
}

/** OpenAI's own codes are passed on; names of exceptions of other providers are not. */
const clientCode = /^[a-z][a-z0-9_]*$/

/** The error of a call in LiteLLM's words. `suffix` tells of the fallbacks that did not help. */
export function toHttpError(error: ProviderError, suffix = ''): HttpError {
  if (error instanceof GuardrailRefusal) return toRefusal(error)
  const code =
    error.errorClass === 'context_window'
      ? 'context_length_exceeded'
      : error.code !== undefined && clientCode.test(error.code)
        ? error.code
        : undefined
  return new HttpError(error.status, types[error.errorClass], describeFailure(error) + suffix, {
    ...(error.param === undefined ? {} : { param: error.param }),
    ...(code === undefined ? {} : { code }),
    ...(error.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: error.retryAfterSeconds }),
  })
}

/** LiteLLM's body for it: the texts `None` are its own. */
function toRefusal({ message }: GuardrailRefusal): HttpError {
  return new HttpError(400, 'None', message, { param: 'None' })
}

/** Whatever was thrown while a request was handled. */
export function toAnyHttpError(error: unknown): HttpError {
  if (error instanceof HttpError) return error
  if (error instanceof ParameterError) return badRequest(error.message, error.parameter)
  if (error instanceof ProviderError) return toHttpError(error)
  return new HttpError(
    500,
    'internal_server_error',
    'Internal error of the gateway; its log has the details.',
  )
}
