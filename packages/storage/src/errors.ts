/**
 * What can go wrong in a store, in words for the operator: `message` says what and where, `remedy` what to do.
 * Neither is meant for API clients: doors answer `publicMessage`, which names no host, folder or address.
 */
export class StorageError extends Error {
  override readonly name: string = 'StorageError'
  readonly remedy: string
  readonly publicMessage: string

  constructor(message: string, parts: { remedy: string; publicMessage: string; cause?: unknown }) {
    super(message, parts.cause === undefined ? undefined : { cause: parts.cause })
    this.remedy = parts.remedy
    this.publicMessage = parts.publicMessage
  }
}

/** The store cannot be reached now; the same call may succeed later (503). */
export class StorageUnavailableError extends StorageError {
  override readonly name = 'StorageUnavailableError'

  constructor(message: string, remedy: string, cause?: unknown) {
    super(message, { remedy, publicMessage: 'The storage is unavailable. Try again later.', cause })
  }
}

/** The data folder is in use by another process. */
export class StorageLockedError extends StorageError {
  override readonly name = 'StorageLockedError'
  /** Process that holds the folder; absent where it is not known. */
  readonly holder: number | undefined

  constructor(path: string, holder: number | undefined, cause?: unknown) {
    const who = holder === undefined ? 'another process' : `process ${holder}`
    super(`The data folder ${path} is in use by ${who}.`, {
      remedy:
        'Stop the other installation (npm run kansoku -- stop), or give this one a folder of its own with KANSOKU_DATA_DIR.',
      publicMessage: 'The storage is unavailable. Try again later.',
      cause,
    })
    this.holder = holder
  }
}

/** The disk is full: nothing of the statement was stored (503). */
export class StorageFullError extends StorageError {
  override readonly name = 'StorageFullError'

  constructor(what: string, cause?: unknown) {
    super(`The disk of ${what} is full.`, {
      remedy: 'Free some space or move the data to a larger disk. Writing goes on by itself afterwards.',
      publicMessage: 'The storage is full. Try again later.',
      cause,
    })
  }
}

/** A statement ran, or waited for its turn, longer than its `timeoutSeconds`. */
export class QueryTimeoutError extends StorageError {
  override readonly name = 'QueryTimeoutError'

  constructor(statement: string, seconds: number, cause?: unknown) {
    super(`${statement} took longer than ${seconds} s.`, {
      remedy: 'Ask for a shorter time range or fewer rows.',
      publicMessage: `The query took longer than ${seconds} s. Ask for a shorter time range or fewer rows.`,
      cause,
    })
  }
}

/** A statement needed more memory than the engine may use. */
export class QueryMemoryError extends StorageError {
  override readonly name = 'QueryMemoryError'

  constructor(statement: string, cause?: unknown) {
    super(`${statement} needs more memory than the analytics engine may use.`, {
      remedy: 'Ask for a shorter time range or fewer rows, or raise KANSOKU_ENGINE_MEMORY_MB.',
      publicMessage: 'The query needs too much memory. Ask for a shorter time range or fewer rows.',
      cause,
    })
  }
}
