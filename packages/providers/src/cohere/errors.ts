import { readFailure } from '../http/read-failure.ts'
import type { BuiltCall, HttpResponse } from '../spec/adapter.ts'
import { type ErrorClass, ProviderError } from '../spec/error.ts'

const CONTEXT = /too many tokens|maximum context|context length/i

const BY_STATUS: Readonly<Record<number, ErrorClass>> = {
  401: 'authentication',
  402: 'permission_denied',
  403: 'permission_denied',
  404: 'not_found',
  408: 'timeout',
  422: 'unprocessable',
  429: 'rate_limit',
  // Cohere's own: a token that is no longer good.
  498: 'authentication',
  499: 'service_unavailable',
  502: 'bad_gateway',
  503: 'service_unavailable',
  504: 'timeout',
}

/** Classifies an answer outside 2xx: `{message}`, or whatever a proxy in between wrote. */
export function parseCohereError(call: BuiltCall, response: HttpResponse): ProviderError {
  const { status } = response
  const { text, plainMessage, details } = readFailure(call, response)
  const message = readMessage(text) ?? plainMessage
  const tooLong = status < 500 && status !== 429 && CONTEXT.test(message)
  const other = BY_STATUS[status] ?? (status >= 400 && status < 500 ? 'bad_request' : 'internal_server')
  return new ProviderError(tooLong ? 'context_window' : other, message, details)
}

function readMessage(body: string): string | undefined {
  try {
    const { message } = (JSON.parse(body) ?? {}) as { message?: unknown }
    return typeof message === 'string' && message ? message : undefined
  } catch {
    return undefined
  }
}
