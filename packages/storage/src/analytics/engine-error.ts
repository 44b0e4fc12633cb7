import {
  QueryMemoryError,
  QueryTimeoutError,
  type StorageError,
  StorageFullError,
  StorageUnavailableError,
} from '../errors.ts'

/** Exception codes of ClickHouse. */
const TIMEOUT_EXCEEDED = 159
const MEMORY_LIMIT_EXCEEDED = 241
const NOT_ENOUGH_SPACE = 243
/** "Not now": too many queries or unmerged parts, network, keeper or quorum missing, read only, shutting down. */
const NOT_NOW = new Set([202, 209, 210, 225, 236, 242, 252, 285, 286, 319, 439, 999])

/**
 * Code of an error of the engine; undefined for errors of other origin. Told by its shape: the embedded engine's adapter
 * and the client each carry their own `ClickHouseError` class, and both may mistake a word of the message for the name.
 */
export function engineErrorCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('code' in error) || !('type' in error)) return undefined
  const code = Number(error.code)
  return Number.isInteger(code) ? code : undefined
}

/** Errors that mean the same wherever the engine runs; `place` is the folder or server, for the operator. */
export function explainEngineError(
  error: unknown,
  { place, statement, seconds }: { place: string; statement: string; seconds: number },
): StorageError | undefined {
  const code = engineErrorCode(error)
  if (code === undefined) return undefined
  if (code === TIMEOUT_EXCEEDED) return new QueryTimeoutError(statement, seconds, error)
  if (code === MEMORY_LIMIT_EXCEEDED) return new QueryMemoryError(statement, error)
  const full = code === NOT_ENOUGH_SPACE || /No space left on device|errno: 28\b/.test(String(error))
  if (full) return new StorageFullError(place, error)
  if (!NOT_NOW.has(code)) return undefined
  return new StorageUnavailableError(
    `The analytics engine (${place}) cannot take ${statement} now: ${String(error)}`,
    'Try again later.',
    error,
  )
}
