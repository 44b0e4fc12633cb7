import { QueryTimeoutError, StorageFullError } from '../errors.ts'

/**
 * Name of an error of the engine, such as `UNKNOWN_TABLE`; undefined for errors of other origin. Told by its shape: the
 * embedded engine's adapter and the client each carry their own `ClickHouseError` class.
 */
export function engineErrorType(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || !('type' in error)) return undefined
  return typeof error.type === 'string' ? error.type : undefined
}

/** Errors that mean the same wherever the engine runs; `place` is the folder or server, for the operator. */
export function explainEngineError(
  error: unknown,
  { place, statement, seconds }: { place: string; statement: string; seconds: number },
): StorageFullError | QueryTimeoutError | undefined {
  const type = engineErrorType(error)
  if (type === undefined) return undefined
  if (type === 'TIMEOUT_EXCEEDED') return new QueryTimeoutError(statement, seconds, error)
  const full = type === 'NOT_ENOUGH_SPACE' || /No space left on device|errno: 28\b/.test(String(error))
  return full ? new StorageFullError(place, error) : undefined
}
