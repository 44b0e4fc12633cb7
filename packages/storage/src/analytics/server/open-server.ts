import { type ClickHouseClient, ClickHouseLogLevel, createClient } from '@clickhouse/client'
import { StorageError, StorageUnavailableError } from '../../errors.ts'
import { createClickHouseStore } from '../clickhouse-store.ts'
import { engineErrorCode } from '../engine-error.ts'
import { LaneQueue } from '../lane-queue.ts'
import type { AnalyticsStore } from '../store.ts'
import { explainServer } from './explain.ts'
import { insertAsJson } from './insert-as-json.ts'

export interface ServerAnalytics {
  readonly kind: 'server'
  /** `CLICKHOUSE_URL`: http(s) origin, optionally with a path. */
  readonly url: string
  readonly user?: string
  readonly password?: string
  /** Default `kansoku`; made if missing. No other database is read or altered. */
  readonly database?: string
}

const CONNECTIONS = { write: 8, read: 16, report: 8, job: 4 }
const CONNECT_SECONDS = 10
/** How long after `max_execution_time` the server may still answer that it was exceeded. */
const GRACE_SECONDS = 5
const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/

/**
 * Connects to a ClickHouse server and makes our database if it is missing.
 *
 * @throws StorageUnavailableError when the server does not answer, or refuses the account.
 */
export async function openServer(options: ServerAnalytics): Promise<AnalyticsStore> {
  const { database = 'kansoku' } = options
  if (!NAME.test(database)) throw misconfigured(`KANSOKU_CLICKHOUSE_DB=${database} is not a database name`)
  const { host, ...access } = readAccess(options)
  const explain = (error: unknown, statement: string, seconds: number) =>
    explainServer(error, { host, statement, seconds })
  const connecting = createClient({ ...access, request_timeout: CONNECT_SECONDS * 1000 })
  await createDatabase(connecting, database).catch((error: unknown) => {
    throw explainConnecting(explain(error, 'connecting', CONNECT_SECONDS), host)
  })
  const client = createClient({
    ...access,
    database,
    max_open_connections: Object.values(CONNECTIONS).reduce((sum, size) => sum + size, 0),
    request_timeout: 150_000,
    compression: { request: true, response: true },
    use_multipart_params_auto: true,
  })
  const lane = <C>(size: number, connection: C) =>
    new LaneQueue(Array.from({ length: size }, () => connection))
  return createClickHouseStore({
    lanes: {
      write: lane(CONNECTIONS.write, { client, insert: insertAsJson(client) }),
      read: lane(CONNECTIONS.read, { client }),
      report: lane(CONNECTIONS.report, { client }),
      job: lane(CONNECTIONS.job, { client }),
    },
    explain,
    abortAfter: (seconds) => AbortSignal.timeout((seconds + GRACE_SECONDS) * 1000),
    letGo: () => client.close(),
  })
}

/** The account may stand in the URL as well; the variables win. */
function readAccess({ url, user, password }: ServerAnalytics) {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (!parsed || !/^https?:$/.test(parsed.protocol)) {
    throw misconfigured('CLICKHOUSE_URL is not an http or https URL')
  }
  const username = user ?? decodeURIComponent(parsed.username)
  const secret = password ?? decodeURIComponent(parsed.password)
  return {
    host: parsed.host,
    url: parsed.origin,
    // A path in the URL itself would be taken for a database.
    ...(parsed.pathname === '/' ? {} : { pathname: parsed.pathname }),
    log: { level: ClickHouseLogLevel.OFF },
    ...(username === '' ? {} : { username }),
    ...(secret === '' ? {} : { password: secret }),
  }
}

function misconfigured(message: string): StorageError {
  return new StorageError(`${message}.`, {
    remedy: 'Write CLICKHOUSE_URL like http://host:8123 and database names in letters, digits and _.',
    publicMessage: 'The storage is unavailable. Try again later.',
  })
}

/** What answers, but not as ClickHouse does, is most often its native port or a proxy. */
function explainConnecting(error: unknown, host: string): unknown {
  if (error instanceof StorageError || engineErrorCode(error) !== undefined) return error
  return new StorageUnavailableError(
    `What answers at ${host} (CLICKHOUSE_URL) is not ClickHouse's HTTP interface.`,
    'Use its HTTP port (8123, or 8443 with TLS), not the native one, or start with --embedded.',
    error,
  )
}

/** Asks first: an account may use a database that exists without being allowed to create one. */
async function createDatabase(client: ClickHouseClient, database: string): Promise<void> {
  try {
    const answer = await client.query({
      query: 'SELECT 1 FROM system.databases WHERE name = {database:String}',
      query_params: { database },
      format: 'JSONEachRow',
    })
    if ((await answer.json()).length === 0) {
      await client.command({ query: `CREATE DATABASE IF NOT EXISTS ${database}` })
    }
  } finally {
    await client.close()
  }
}
