import { type Exchange, type Headers, requestIdOf, sendJson } from '../exchange.ts'
import type { HttpError } from '../http-error.ts'

const typeOfStatus: Readonly<Record<number, string>> = {
  401: 'authentication_error',
  403: 'permission_error',
  404: 'not_found_error',
  408: 'timeout_error',
  413: 'request_too_large',
  429: 'rate_limit_error',
  503: 'overloaded_error',
}

interface ErrorBody {
  readonly type: 'error'
  readonly error: { readonly type: string; readonly message: string }
}

export function toErrorBody(error: HttpError): ErrorBody {
  const type = typeOfStatus[error.status] ?? (error.status < 500 ? 'invalid_request_error' : 'api_error')
  return { type: 'error', error: { type, message: messageOf(error) } }
}

/** By these words clients know that the conversation has to be shortened. */
const tooLong = 'prompt is too long'

function messageOf({ code, message }: HttpError): string {
  if (code !== 'context_length_exceeded' || message.includes(tooLong)) return message
  return `${tooLong}: ${message}`
}

export function sendAnthropicError(exchange: Exchange, error: HttpError, headers: Headers): void {
  const { retryAfterSeconds: seconds } = error
  const requestId = headers['request-id'] ?? requestIdOf(exchange)
  sendJson(
    exchange,
    error.status,
    { ...toErrorBody(error), request_id: requestId },
    {
      ...headers,
      'request-id': requestId,
      ...(seconds === undefined ? {} : { 'retry-after': String(Math.max(1, Math.ceil(seconds))) }),
    },
  )
}
