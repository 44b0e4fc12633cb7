import { type ErrorCode, KansokuError } from '@kansoku/contracts'
import type { FastifyRequest } from 'fastify'

/** Errors of packages below contracts, by name: they cannot throw errors of the catalogue themselves. */
const byName: Readonly<Record<string, ErrorCode>> = {
  StorageUnavailableError: 'storage_unavailable',
  StorageFullError: 'storage_unavailable',
  QueryTimeoutError: 'query_timeout',
  WriterFullError: 'overloaded',
}

/** Codes of Fastify's own errors that have a meaning of their own. */
const byFastifyCode: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'payload_too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported_media_type',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'invalid_json',
  FST_ERR_CTP_INVALID_JSON_BODY: 'invalid_json',
}

/**
 * Whatever was thrown, as an error of the catalogue. What nobody foresaw is logged and becomes `internal_error`
 * without its message, which may hold addresses or data.
 */
export function toKansokuError(thrown: unknown, request: FastifyRequest): KansokuError {
  if (thrown instanceof KansokuError) return thrown
  const error = thrown instanceof Error ? thrown : new Error(String(thrown))
  const code = byName[error.name] ?? byFastifyCode[codeOf(error)] ?? clientError(error)
  if (!code) {
    request.log.error({ err: error }, 'unexpected error')
    return new KansokuError('internal_error', undefined, { cause: error })
  }
  if (code === 'storage_unavailable') request.log.warn({ err: error }, 'storage is unavailable')
  const message = code === 'invalid_json' ? `The request body is not valid JSON: ${error.message}` : undefined
  return new KansokuError(code, message, { cause: error })
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : ''
}

/** Other errors that Fastify blames on the client, such as a content length that does not match the body. */
function clientError(error: Error): ErrorCode | undefined {
  const status = 'statusCode' in error ? Number(error.statusCode) : 0
  return status >= 400 && status < 500 ? 'invalid_request' : undefined
}
