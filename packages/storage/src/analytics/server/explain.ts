import { QueryTimeoutError, StorageUnavailableError } from '../../errors.ts'
import { engineErrorType, explainEngineError } from '../engine-error.ts'

interface Circumstances {
  readonly host: string
  readonly statement: string
  readonly seconds: number
}

/** Errors of the server that say "not now" rather than "not so". */
const BUSY = new Set([
  'TOO_MANY_SIMULTANEOUS_QUERIES',
  'TABLE_IS_READ_ONLY',
  'KEEPER_EXCEPTION',
  'NETWORK_ERROR',
])
const REFUSED = new Set(['AUTHENTICATION_FAILED', 'REQUIRED_PASSWORD', 'UNKNOWN_USER', 'WRONG_PASSWORD'])

export function explainServer(error: unknown, { host, statement, seconds }: Circumstances): unknown {
  const type = engineErrorType(error)
  if (type === undefined) return explainTransport(error, host, statement, seconds)
  const known = explainEngineError(error, { place: `the ClickHouse server ${host}`, statement, seconds })
  if (known) return known
  if (REFUSED.has(type)) {
    return new StorageUnavailableError(
      `The ClickHouse server ${host} (CLICKHOUSE_URL) refuses the account.`,
      'Check CLICKHOUSE_USER and CLICKHOUSE_PASSWORD, or start with --embedded to use the built-in engine.',
      error,
    )
  }
  if (BUSY.has(type)) {
    return new StorageUnavailableError(
      `The ClickHouse server ${host} is busy (${type}).`,
      'Try again later.',
      error,
    )
  }
  return error
}

function explainTransport(error: unknown, host: string, statement: string, seconds: number): unknown {
  if (!(error instanceof Error)) return error
  if (/timeout/i.test(error.message)) return new QueryTimeoutError(statement, seconds, error)
  const code = (error as NodeJS.ErrnoException).code
  if (code === undefined && !/socket|network|aborted/i.test(error.message)) return error
  return new StorageUnavailableError(
    `The ClickHouse server ${host} (CLICKHOUSE_URL) does not answer${code ? ` (${code})` : ''}.`,
    'Start it or correct CLICKHOUSE_URL, or start with --embedded to use the built-in engine.',
    error,
  )
}
