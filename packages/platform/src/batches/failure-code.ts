import { type ErrorCode, KansokuError } from '@kansoku/contracts'
import {
  QueryMemoryError,
  QueryTimeoutError,
  StorageFullError,
  StorageUnavailableError,
} from '@kansoku/storage'

/** What people are told of an error that ended a batch: by its code, in their language. */
export function failureCodeOf(error: unknown): ErrorCode {
  if (error instanceof KansokuError) return error.code
  if (error instanceof QueryTimeoutError || error instanceof QueryMemoryError) return 'query_timeout'
  if (error instanceof StorageFullError) return 'storage_full'
  return error instanceof StorageUnavailableError ? 'storage_unavailable' : 'internal_error'
}
