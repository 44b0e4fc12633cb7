import { QueryTimeoutError, StorageUnavailableError } from '../../errors.ts'
import { engineErrorCode, explainEngineError } from '../engine-error.ts'

interface Circumstances {
  readonly host: string
  readonly statement: string
  readonly seconds: number
}

/** Exception codes about the account: unknown, wrong or missing password. */
const REFUSED = new Set([192, 193, 194, 516])
const ACCESS_DENIED = 497

export function explainServer(error: unknown, { host, statement, seconds }: Circumstances): unknown {
  const code = engineErrorCode(error)
  if (code === undefined) return explainTransport(error, host, statement, seconds)
  if (REFUSED.has(code)) {
    return new StorageUnavailableError(
      `The ClickHouse server ${host} (CLICKHOUSE_URL) refuses the account.`,
      'Check CLICKHOUSE_USER and CLICKHOUSE_PASSWORD, or start with --embedded to use the built-in engine.',
      error,
    )
  }
  if (code === ACCESS_DENIED) {
    return new StorageUnavailableError(
      `The account of the ClickHouse server ${host} may not do what ${statement} needs: ${String(error)}`,
      'Grant it all rights on the database, and create the database for it if it may not create one.',
      error,
    )
  }
  return explainEngineError(error, { place: `the ClickHouse server ${host}`, statement, seconds }) ?? error
}

function explainTransport(error: unknown, host: string, statement: string, seconds: number): unknown {
  if (!(error instanceof Error)) return error
  // The client aborts a statement that has overstayed its time by far.
  if (/timeout|abort/i.test(`${error.name} ${error.message}`))
    return new QueryTimeoutError(statement, seconds, error)
  const code = (error as NodeJS.ErrnoException).code
  if (code === undefined && !/socket|network/i.test(error.message)) return error
  return new StorageUnavailableError(
    `The ClickHouse server ${host} (CLICKHOUSE_URL) does not answer${code ? ` (${code})` : ''}.`,
    'Start it or correct CLICKHOUSE_URL, or start with --embedded to use the built-in engine.',
    error,
  )
}
