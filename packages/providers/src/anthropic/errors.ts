import { readFailure } from '../http/read-failure.ts'
import type { BuiltCall, HttpResponse } from '../spec/adapter.ts'
import { type ErrorClass, ProviderError } from '../spec/error.ts'

const CONTEXT =
  /prompt is too long|exceeds? (?:the )?context (?:limit|window)|input is too long|too many tokens(?! per)/i
const NO_CREDIT = /credit balance is too low/i

const BY_TYPE: Readonly<Record<string, ErrorClass>> = {
  invalid_request_error: 'bad_request',
  authentication_error: 'authentication',
  billing_error: 'permission_denied',
  permission_error: 'permission_denied',
  not_found_error: 'not_found',
  request_too_large: 'context_window',
  rate_limit_error: 'rate_limit',
  timeout_error: 'timeout',
  api_error: 'internal_server',
  overloaded_error: 'service_unavailable',
}

const BY_STATUS: Readonly<Record<number, ErrorClass>> = {
  401: 'authentication',
  402: 'permission_denied',
  403: 'permission_denied',
  404: 'not_found',
  408: 'timeout',
  413: 'context_window',
  429: 'rate_limit',
  502: 'bad_gateway',
  503: 'service_unavailable',
  504: 'timeout',
  529: 'service_unavailable',
}

interface ErrorFacts {
  readonly type?: string
  readonly message?: string
}

/** Texts tell more than types: the service says invalid_request_error for most of these. */
function classify({ type = '', message = '' }: ErrorFacts, status?: number): ErrorClass {
  if (status === undefined || status < 500) {
    if (CONTEXT.test(message)) return 'context_window'
    if (NO_CREDIT.test(message)) return 'permission_denied'
  }
  return (
    BY_TYPE[type] ??
    BY_STATUS[status ?? 0] ??
    (status !== undefined && status >= 400 && status < 500 ? 'bad_request' : 'internal_server')
  )
}

/** Classifies an answer outside 2xx, JSON or whatever a proxy in between wrote. */
export function parseAnthropicError(call: BuiltCall, response: HttpResponse): ProviderError {
  const { text, plainMessage, details } = readFailure(call, response)
  const facts = readBody(text)
  const message = facts.message ?? plainMessage
  return new ProviderError(classify({ ...facts, message }, response.status), message, {
    ...details,
    ...(facts.type ? { type: facts.type } : {}),
  })
}

/** An error event inside an answer that began well. */
export function toStreamError({ target }: BuiltCall, error: unknown): ProviderError {
  const facts = readFacts(error)
  return new ProviderError(classify(facts), facts.message ?? JSON.stringify(error ?? null), {
    provider: target.provider,
    ...(facts.type ? { type: facts.type } : {}),
  })
}

function readBody(body: string): ErrorFacts {
  try {
    return readFacts((JSON.parse(body) as { error?: unknown } | null)?.error)
  } catch {
    return {}
  }
}

function readFacts(error: unknown): ErrorFacts {
  if (typeof error === 'string') return { message: error }
  const { type, message } = (error ?? {}) as { type?: unknown; message?: unknown }
  return {
    ...(typeof type === 'string' ? { type } : {}),
    ...(typeof message === 'string' && message ? { message } : {}),
  }
}
