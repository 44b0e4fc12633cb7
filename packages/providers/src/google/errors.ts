import { readFailure } from '../http/read-failure.ts'
import type { BuiltCall, HttpResponse } from '../spec/adapter.ts'
import { type ErrorClass, ProviderError } from '../spec/error.ts'

const CONTEXT = /exceeds the maximum number of tokens|input token count|context (?:length|window)/i
const WRONG_KEY = /api key not valid|api key expired|api_key_invalid/i

const BY_STATUS_NAME: Readonly<Record<string, ErrorClass>> = {
  INVALID_ARGUMENT: 'bad_request',
  FAILED_PRECONDITION: 'bad_request',
  OUT_OF_RANGE: 'bad_request',
  UNAUTHENTICATED: 'authentication',
  PERMISSION_DENIED: 'permission_denied',
  NOT_FOUND: 'not_found',
  RESOURCE_EXHAUSTED: 'rate_limit',
  ABORTED: 'service_unavailable',
  CANCELLED: 'service_unavailable',
  UNAVAILABLE: 'service_unavailable',
  DEADLINE_EXCEEDED: 'timeout',
  INTERNAL: 'internal_server',
  UNKNOWN: 'internal_server',
}

const BY_STATUS: Readonly<Record<number, ErrorClass>> = {
  401: 'authentication',
  403: 'permission_denied',
  404: 'not_found',
  408: 'timeout',
  413: 'context_window',
  429: 'rate_limit',
  499: 'service_unavailable',
  502: 'bad_gateway',
  503: 'service_unavailable',
  504: 'timeout',
}

interface ErrorFacts {
  readonly code?: number
  readonly status?: string
  readonly message?: string
  readonly retryAfterSeconds?: number
}

/** Texts tell more than names: a wrong key and a long prompt are both INVALID_ARGUMENT. */
function classify({ status = '', message = '' }: ErrorFacts, code?: number): ErrorClass {
  if (code === undefined || code < 500) {
    if (WRONG_KEY.test(message)) return 'authentication'
    if (CONTEXT.test(message) && status !== 'RESOURCE_EXHAUSTED') return 'context_window'
  }
  return (
    BY_STATUS_NAME[status] ??
    BY_STATUS[code ?? 0] ??
    (code !== undefined && code >= 400 && code < 500 ? 'bad_request' : 'internal_server')
  )
}

/** Classifies an answer outside 2xx: an error object, a list of one, or whatever a proxy in between wrote. */
export function parseGoogleError(call: BuiltCall, response: HttpResponse): ProviderError {
  const { text, plainMessage, details } = readFailure(call, response)
  const facts = readBody(text)
  const message = facts.message ?? plainMessage
  const { retryAfterSeconds } = facts
  return new ProviderError(classify({ ...facts, message }, response.status), message, {
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    ...details,
    ...(facts.status ? { code: facts.status } : {}),
  })
}

/** An error object inside an answer that began well. */
export function toInlineError({ target }: BuiltCall, error: unknown): ProviderError {
  const facts = readFacts(error)
  return new ProviderError(classify(facts, facts.code), facts.message ?? JSON.stringify(error), {
    provider: target.provider,
    ...(facts.status ? { code: facts.status } : {}),
    ...(facts.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: facts.retryAfterSeconds }),
  })
}

function readBody(body: string): ErrorFacts {
  try {
    const parsed: unknown = JSON.parse(body)
    const first = (Array.isArray(parsed) ? parsed[0] : parsed) as { error?: unknown } | null
    return readFacts(first?.error)
  } catch {
    return {}
  }
}

function readFacts(error: unknown): ErrorFacts {
  if (typeof error === 'string') return { message: error }
  const { code, status, message, details } = (error ?? {}) as Record<string, unknown>
  const retryAfterSeconds = readRetryDelay(details)
  return {
    ...(typeof code === 'number' ? { code } : {}),
    ...(typeof status === 'string' ? { status } : {}),
    ...(typeof message === 'string' && message ? { message } : {}),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  }
}

/** `retryDelay: "12.5s"` among the details. */
function readRetryDelay(details: unknown): number | undefined {
  for (const detail of Array.isArray(details) ? details : []) {
    const { retryDelay } = (detail ?? {}) as { retryDelay?: unknown }
    const seconds = typeof retryDelay === 'string' ? Number.parseFloat(retryDelay) : Number.NaN
    if (Number.isFinite(seconds)) return Math.max(0, seconds)
  }
  return undefined
}
