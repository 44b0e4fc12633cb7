import { readFailure } from '../http/read-failure.ts'
import type { BuiltCall, HttpResponse } from '../spec/adapter.ts'
import { type ErrorClass, ProviderError } from '../spec/error.ts'

const BY_CODE: Readonly<Record<string, ErrorClass>> = {
  context_length_exceeded: 'context_window',
  content_filter: 'content_policy',
  content_policy_violation: 'content_policy',
  insufficient_quota: 'rate_limit',
  invalid_api_key: 'authentication',
  model_not_found: 'not_found',
  rate_limit_exceeded: 'rate_limit',
  server_error: 'internal_server',
}

const BY_STATUS: Readonly<Record<number, ErrorClass>> = {
  401: 'authentication',
  402: 'permission_denied',
  403: 'permission_denied',
  404: 'not_found',
  405: 'not_found',
  408: 'timeout',
  409: 'service_unavailable',
  422: 'unprocessable',
  429: 'rate_limit',
  500: 'internal_server',
  502: 'bad_gateway',
  503: 'service_unavailable',
  504: 'timeout',
  529: 'service_unavailable',
}

const CONTEXT =
  /maximum (?:context|prompt) length|context (?:window|length)|context_length_exceeded|prompt is too long|too many (?:input )?tokens(?! per)/i
/** xAI answers 400 to a wrong key. */
const WRONG_KEY = /^incorrect api key/i

/** What an error object says, whichever of the usual shapes it has. */
interface ErrorFacts {
  readonly message?: string
  readonly code?: string
  readonly type?: string
  readonly param?: string
}

/** `{error: {…}}`, `{error: "…"}`, `{message}`, `{detail}`, or the inner object itself. */
function readErrorObject(value: unknown): ErrorFacts {
  if (typeof value === 'string') return { message: value }
  if (typeof value !== 'object' || value === null) return {}
  const fields = value as Record<string, unknown>
  if (fields.error !== undefined && fields.error !== null) return readErrorObject(fields.error)
  const { message, detail, code, type, param } = fields
  const text = typeof message === 'string' ? message : detail === undefined ? undefined : asText(detail)
  return {
    ...(text ? { message: text } : {}),
    ...(typeof code === 'string' || typeof code === 'number' ? { code: String(code) } : {}),
    ...(typeof type === 'string' ? { type } : {}),
    ...(typeof param === 'string' ? { param } : {}),
  }
}

function classify({ message = '', code = '', type = '' }: ErrorFacts, status?: number): ErrorClass {
  const byCode = BY_CODE[code] ?? BY_CODE[type]
  if (byCode) return byCode
  const numeric = status ?? (/^[45]\d\d$/.test(code) ? Number(code) : undefined)
  if (
    (numeric === undefined || numeric === 400 || numeric === 413 || numeric === 422) &&
    CONTEXT.test(message)
  ) {
    return 'context_window'
  }
  if (numeric === 400 && WRONG_KEY.test(message)) return 'authentication'
  if (numeric === undefined) return type === 'invalid_request_error' ? 'bad_request' : 'internal_server'
  if (numeric >= 300 && numeric < 400) return 'bad_gateway'
  return BY_STATUS[numeric] ?? (numeric < 500 ? 'bad_request' : 'internal_server')
}

/** Classifies an answer outside 2xx: JSON of any shape, a page of HTML, or nothing. */
export function parseCompatibleError(call: BuiltCall, response: HttpResponse): ProviderError {
  const { text, details } = readFailure(call, response)
  const facts = readErrorObject(parseJson(text))
  const message = facts.message ?? (plainText(text) || `HTTP ${response.status} without a body`)
  const hint = response.status >= 300 && response.status < 400 ? '; check api_base, it redirects' : ''
  return new ProviderError(classify({ ...facts, message }, response.status), message + hint, {
    ...details,
    ...(facts.code ? { code: facts.code } : {}),
    ...(facts.type ? { type: facts.type } : {}),
    ...(facts.param ? { param: facts.param } : {}),
  })
}

/** An error object inside an answer that began well. */
export function toInlineError(call: BuiltCall, error: unknown): ProviderError {
  const facts = readErrorObject(error)
  return new ProviderError(classify(facts), facts.message ?? asText(error), {
    provider: call.target.provider,
    ...(facts.code ? { code: facts.code } : {}),
    ...(facts.type ? { type: facts.type } : {}),
  })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** What a person would read on an error page. */
function plainText(body: string): string {
  if (!/^\s*</.test(body)) return body.trim().slice(0, 500)
  const visible = body.replace(/<(style|script)[\s\S]*?<\/\1>/gi, ' ').replace(/<[^>]+>/g, ' ')
  return visible.replace(/\s+/g, ' ').trim().slice(0, 300)
}
