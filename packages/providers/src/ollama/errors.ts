import { readFailure } from '../http/read-failure.ts'
import type { BuiltCall, HttpResponse } from '../spec/adapter.ts'
import { type ErrorClass, ProviderError } from '../spec/error.ts'

const BY_STATUS: Readonly<Record<number, ErrorClass>> = {
  401: 'authentication',
  403: 'permission_denied',
  404: 'not_found',
  408: 'timeout',
  429: 'rate_limit',
  502: 'bad_gateway',
  503: 'service_unavailable',
  504: 'timeout',
}

/** The class of a failure, by its text where no status tells. */
export function classify(message: string, status = 500): ErrorClass {
  if (/context (?:length|window)|exceeds? .*context/i.test(message)) return 'context_window'
  return BY_STATUS[status] ?? (status < 500 ? 'bad_request' : 'internal_server')
}

/** Classifies an answer outside 2xx: `{error}`, or whatever a proxy in between wrote. */
export function parseOllamaError(call: BuiltCall, response: HttpResponse): ProviderError {
  const { text, plainMessage, details } = readFailure(call, response)
  const message = readMessage(text) ?? plainMessage
  return new ProviderError(classify(message, response.status), message, details)
}

function readMessage(body: string): string | undefined {
  try {
    const { error } = (JSON.parse(body) ?? {}) as { error?: unknown }
    return typeof error === 'string' && error ? error : undefined
  } catch {
    return undefined
  }
}
