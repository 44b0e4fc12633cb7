import { type ErrorCode, KansokuError } from '@kansoku/contracts'
import { QueryMemoryError, QueryTimeoutError, StorageError, StorageFullError } from '@kansoku/storage'
import type { FastifyRequest } from 'fastify'

declare module 'fastify' {
  interface FastifyInstance {
    /** The storage error behind an error of the metadata database's driver. */
    explainStorageError: (error: unknown) => StorageError | undefined
  }

  interface FastifyContextConfig {
    /** The variable that sets the route's `bodyLimit`, for who is told of it. */
    bodyLimitVariable?: string
  }
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
  const storage = thrown instanceof StorageError ? thrown : request.server.explainStorageError(thrown)
  if (storage) {
    request.log.warn({ err: storage, remedy: storage.remedy }, 'storage failed')
    return new KansokuError(codeOfStorage(storage), storage.publicMessage, { cause: storage })
  }
  const code = byFastifyCode[codeOf(thrown)] ?? clientErrorCode(thrown)
  if (!code) {
    request.log.error({ err: thrown }, 'unexpected error')
    return new KansokuError('internal_error', undefined, { cause: thrown })
  }
  if (code === 'payload_too_large') return bodyTooLarge(request, { cause: thrown })
  return new KansokuError(code, messageFor(code, thrown, request), { cause: thrown })
}

function codeOfStorage(error: StorageError): ErrorCode {
  if (error instanceof QueryTimeoutError || error instanceof QueryMemoryError) return 'query_timeout'
  return error instanceof StorageFullError ? 'storage_full' : 'storage_unavailable'
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}

/** Other errors that Fastify blames on the client, such as a content length that does not match the body. */
function clientErrorCode(error: unknown): ErrorCode | undefined {
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 0
  return status >= 400 && status < 500 ? 'invalid_request' : undefined
}

function messageFor(code: ErrorCode, thrown: unknown, request: FastifyRequest): string | undefined {
  switch (code) {
    case 'invalid_request':
    case 'invalid_json':
      return thrown instanceof Error ? thrown.message : undefined
    case 'unsupported_media_type':
      return `The content type ${request.headers['content-type'] ?? '(none)'} is not supported`
    default:
      return undefined
  }
}

/** Names the limit of the route, and how to raise it where that can be done. */
export function bodyTooLarge(
  { routeOptions: { bodyLimit, config } }: FastifyRequest,
  { decompressed = false, cause }: { readonly decompressed?: boolean; readonly cause: unknown },
): KansokuError {
  const message = `The request body is larger than ${formatSize(bodyLimit)}${decompressed ? ' when decompressed' : ''}`
  const variable = config.bodyLimitVariable
  if (variable === undefined) return new KansokuError('payload_too_large', message, { cause })
  return new KansokuError('payload_too_large', `${message}.`, {
    remedy: `Send less at once, or raise ${variable} of the server.`,
    cause,
  })
}

function formatSize(bytes: number): string {
  const kilobytes = bytes / 1024
  return kilobytes < 1024 ? `${Math.round(kilobytes)} KB` : `${Math.round((kilobytes / 1024) * 10) / 10} MB`
}
