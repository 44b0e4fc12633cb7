import { sendAnthropicError } from '../anthropic/errors.ts'
import { type Exchange, type Headers, sendError, sendJson } from '../exchange.ts'
import type { HttpError } from '../http-error.ts'

/** Whose API lies below a path of the gateway. */
export interface Vendor {
  /** Begins the paths; the first one is the vendor's usual one. */
  readonly prefixes: readonly string[]
  /** Who answers where no deployment is named. */
  readonly provider: string
  /** Prefixes of the models that it answers for. */
  readonly providers: readonly string[]
  /** Its clients may put their key into the query, as `key`. */
  readonly keyInQuery?: boolean
  /** The gateway's own errors, as clients of the vendor expect them. */
  sendError(exchange: Exchange, error: HttpError, headers: Headers): void
}

export const vendors: readonly Vendor[] = [
  {
    prefixes: ['/bedrock'],
    provider: 'bedrock',
    providers: ['bedrock', 'bedrock_converse'],
    sendError: sendAwsError,
  },
  {
    prefixes: ['/anthropic'],
    provider: 'anthropic',
    providers: ['anthropic'],
    sendError: sendAnthropicError,
  },
  {
    prefixes: ['/openai', '/openai_passthrough'],
    provider: 'openai',
    providers: ['openai', 'text-completion-openai'],
    sendError,
  },
  {
    prefixes: ['/gemini'],
    provider: 'gemini',
    providers: ['gemini'],
    keyInQuery: true,
    sendError: sendGoogleError,
  },
  {
    prefixes: ['/vertex_ai', '/vertex-ai'],
    provider: 'vertex_ai',
    providers: ['vertex_ai', 'vertex_ai_beta'],
    keyInQuery: true,
    sendError: sendGoogleError,
  },
  { prefixes: ['/mistral'], provider: 'mistral', providers: ['mistral'], sendError },
  { prefixes: ['/vllm'], provider: 'hosted_vllm', providers: ['hosted_vllm'], sendError },
]

const awsNames: Readonly<Record<number, string>> = {
  401: 'UnrecognizedClientException',
  403: 'AccessDeniedException',
  404: 'ResourceNotFoundException',
  408: 'ModelTimeoutException',
  429: 'ThrottlingException',
  503: 'ServiceUnavailableException',
}

function sendAwsError(exchange: Exchange, error: HttpError, headers: Headers): void {
  const name =
    awsNames[error.status] ?? (error.status < 500 ? 'ValidationException' : 'InternalServerException')
  const { message } = error
  sendJson(
    exchange,
    error.status,
    { message },
    { ...headers, ...retryAfter(error), 'x-amzn-errortype': name },
  )
}

const googleNames: Readonly<Record<number, string>> = {
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  408: 'DEADLINE_EXCEEDED',
  429: 'RESOURCE_EXHAUSTED',
  503: 'UNAVAILABLE',
}

function sendGoogleError(exchange: Exchange, error: HttpError, headers: Headers): void {
  const { status: code, message } = error
  const status = googleNames[code] ?? (code < 500 ? 'INVALID_ARGUMENT' : 'INTERNAL')
  sendJson(exchange, code, { error: { code, message, status } }, { ...headers, ...retryAfter(error) })
}

function retryAfter({ retryAfterSeconds: seconds }: HttpError): Headers {
  return seconds === undefined ? {} : { 'retry-after': String(Math.max(1, Math.ceil(seconds))) }
}
