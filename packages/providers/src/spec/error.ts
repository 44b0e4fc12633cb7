/** The kinds of failure that routing decides on; the same for every provider. */
export type ErrorClass =
  | 'bad_request'
  | 'unsupported_params'
  | 'context_window'
  | 'content_policy'
  | 'authentication'
  | 'permission_denied'
  | 'not_found'
  | 'timeout'
  | 'unprocessable'
  | 'rate_limit'
  | 'internal_server'
  | 'api_connection'
  | 'bad_gateway'
  | 'service_unavailable'
  | 'cancelled'

/** The HTTP status that each class is answered with. */
export const STATUS_OF_CLASS: Readonly<Record<ErrorClass, number>> = {
  bad_request: 400,
  unsupported_params: 400,
  context_window: 400,
  content_policy: 400,
  authentication: 401,
  permission_denied: 403,
  not_found: 404,
  timeout: 408,
  unprocessable: 422,
  rate_limit: 429,
  internal_server: 500,
  api_connection: 500,
  bad_gateway: 502,
  service_unavailable: 503,
  cancelled: 499,
}

export interface ProviderErrorDetails {
  readonly provider: string
  /** Status that the provider answered with; absent when no answer came or the failure came in a stream. */
  readonly upstreamStatus?: number
  /** The provider's own error code or exception name. */
  readonly code?: string
  readonly type?: string
  readonly param?: string
  /** How long the provider asks to wait. */
  readonly retryAfterSeconds?: number
  /** The provider's answer as text, cut to a few thousand characters. */
  readonly upstreamBody?: string
  /** Lower-case names. */
  readonly upstreamHeaders?: Readonly<Record<string, string>>
  readonly cause?: unknown
}

/**
 * A call that failed. `message` is the provider's own text (never a secret) or says what was wrong and what to do;
 * `status` is what a caller of the gateway is answered.
 */
export class ProviderError extends Error {
  override readonly name = 'ProviderError'
  readonly errorClass: ErrorClass
  readonly status: number
  readonly provider: string
  readonly upstreamStatus: number | undefined
  readonly code: string | undefined
  readonly type: string | undefined
  readonly param: string | undefined
  readonly retryAfterSeconds: number | undefined
  readonly upstreamBody: string | undefined
  readonly upstreamHeaders: Readonly<Record<string, string>>

  constructor(errorClass: ErrorClass, message: string, details: ProviderErrorDetails) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause })
    this.errorClass = errorClass
    this.status = STATUS_OF_CLASS[errorClass]
    this.provider = details.provider
    this.upstreamStatus = details.upstreamStatus
    this.code = details.code
    this.type = details.type
    this.param = details.param
    this.retryAfterSeconds = details.retryAfterSeconds
    this.upstreamBody = details.upstreamBody
    this.upstreamHeaders = details.upstreamHeaders ?? {}
  }
}
