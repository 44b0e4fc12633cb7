import { readRetryAfter } from '../http/retry-after.ts'
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
export function parseOllamaError({ target }: BuiltCall, response: HttpResponse): ProviderError {
  const { status, headers } = response
  const body = Buffer.from(response.body).toString('utf8')
  const message = readMessage(body) ?? (body.trim().slice(0, 500) || `HTTP ${status} without a body`)
  const retryAfterSeconds = readRetryAfter(headers)
  return new ProviderError(classify(message, status), message, {
    provider: target.provider,
    upstreamStatus: status,
    upstreamBody: body.slice(0, 4000),
    upstreamHeaders: headers,
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  })
}

function readMessage(body: string): string | undefined {
  try {
    const { error } = (JSON.parse(body) ?? {}) as { error?: unknown }
    return typeof error === 'string' && error ? error : undefined
  } catch {
    return undefined
  }
}
