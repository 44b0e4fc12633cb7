/**
 * Every error that leaves the product: a stable code, the HTTP status, and what it says when nothing better is known.
 * Each wire dialect renders these in its own shape; the UI and the CLI translate by code.
 */
export const errorCatalogue = {
  invalid_request: { status: 400, message: 'Invalid request data' },
  invalid_json: { status: 400, message: 'The request body is not valid JSON' },
  no_authorization_header: { status: 401, message: 'No authorization header' },
  invalid_authorization_header: { status: 401, message: 'Invalid authorization header' },
  invalid_credentials: {
    status: 401,
    message: "Invalid credentials. Confirm that you've configured the correct host.",
  },
  not_signed_in: { status: 401, message: 'Nobody is signed in' },
  wrong_email_or_password: { status: 401, message: 'E-mail address or password is wrong' },
  wrong_password: { status: 403, message: 'The current password is wrong' },
  access_denied: { status: 403, message: 'Access denied - insufficient permissions for this endpoint' },
  starter_lost_access: { status: 403, message: 'Whoever asked for this is no longer allowed to do it' },
  cross_origin_request: { status: 403, message: 'The request comes from another origin' },
  sign_up_disabled: { status: 403, message: 'Sign-up is disabled' },
  not_found: { status: 404, message: 'Not found' },
  route_not_found: { status: 404, message: 'No such route' },
  method_not_allowed: { status: 405, message: 'Method not allowed' },
  last_owner: { status: 409, message: 'An organization needs an owner' },
  conflict: { status: 409, message: 'Conflict with what is stored' },
  payload_too_large: { status: 413, message: 'The request body is too large' },
  unsupported_media_type: { status: 415, message: 'The content type is not supported' },
  export_too_large: { status: 422, message: 'More rows are selected than an export can have' },
  gateway_away: { status: 422, message: 'The gateway does not answer, and it has to look at this first' },
  key_needed: {
    status: 422,
    message:
      'Give the API key as well: no key goes to an address that it was not given for. Any text will do where none is needed',
  },
  unprocessable: { status: 422, message: 'The request cannot be processed' },
  response_too_large: { status: 422, message: 'The response is too large' },
  query_timeout: {
    status: 422,
    message: 'The query took too long. Narrow the time range or the filters and try again.',
  },
  too_many_requests: { status: 429, message: 'Too many requests' },
  interrupted_too_often: { status: 500, message: 'The work was interrupted too often' },
  internal_error: { status: 500, message: 'Internal Server Error' },
  /** Retry later: a store is down, its disk is full, or the queue before it is. Nothing was stored. */
  storage_unavailable: { status: 503, message: 'Storage is unavailable, try again later' },
  storage_full: { status: 503, message: 'The storage is full, try again later' },
  overloaded: { status: 503, message: 'The server is overloaded, try again later' },
  shutting_down: { status: 503, message: 'The server is shutting down, try again later' },
} as const satisfies Record<string, { status: number; message: string }>

export type ErrorCode = keyof typeof errorCatalogue

export interface ErrorOptions {
  /** What to do about it, for humans. */
  readonly remedy?: string
  /** What was wrong in machine-readable form, such as zod issues. Leaves the system: no secrets. */
  readonly details?: unknown
  /** Sent as `Retry-After`. Default: 1 with 429 and 503, else none. */
  readonly retryAfterSeconds?: number
  readonly cause?: unknown
}

/** An error of the catalogue. `message` says what was wrong and where; it is English and free of secrets. */
export class KansokuError extends Error {
  override readonly name = 'KansokuError'
  readonly code: ErrorCode
  readonly status: number
  readonly remedy: string | undefined
  readonly details: unknown
  readonly retryAfterSeconds: number | undefined

  constructor(code: ErrorCode, message?: string, options: ErrorOptions = {}) {
    super(
      message ?? errorCatalogue[code].message,
      options.cause === undefined ? {} : { cause: options.cause },
    )
    this.code = code
    this.status = errorCatalogue[code].status
    this.remedy = options.remedy
    this.details = options.details
    this.retryAfterSeconds = options.retryAfterSeconds ?? (asksToComeBack(this.status) ? 1 : undefined)
  }
}

function asksToComeBack(status: number): boolean {
  return status === 429 || status === 503
}
