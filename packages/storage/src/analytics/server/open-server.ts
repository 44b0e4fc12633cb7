import { type ClickHouseClient, ClickHouseLogLevel, createClient } from '@clickhouse/client'
import { createClickHouseStore } from '../clickhouse-store.ts'
import { LaneQueue } from '../lane-queue.ts'
import type { AnalyticsStore } from '../store.ts'
import { explainServer } from './explain.ts'

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
/** How long after `max_execution_time` the server may still answer that it was exceeded. */
const GRACE_SECONDS = 5
const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/

/** Connects to a ClickHouse server. Rejects with `StorageUnavailableError` when it does not answer. */
export async function openServer(options: ServerAnalytics): Promise<AnalyticsStore> {
  const { url, user, password, database = 'kansoku' } = options
  if (!NAME.test(database)) {
    throw new Error(`CLICKHOUSE_DB=${database} is not a database name: use letters, digits and _.`)
  }
  const origin = new URL(url)
  const credentials = {
    url: origin,
    log: { level: ClickHouseLogLevel.OFF },
    ...(user ? { username: user } : {}),
    ...(password ? { password } : {}),
  }
  const client = createClient({
    ...credentials,
    database,
    max_open_connections: Object.values(CONNECTIONS).reduce((sum, size) => sum + size, 0),
    request_timeout: 150_000,
    compression: { request: true, response: true },
    use_multipart_params_auto: true,
  })
  const explain = (error: unknown, statement: string, seconds: number) =>
    explainServer(error, { host: origin.host, statement, seconds })
  await createDatabase(createClient(credentials), database).catch(async (error: unknown) => {
    await client.close()
    throw explain(error, 'connecting', 10)
  })
  const lane = (size: number) => new LaneQueue<ClickHouseClient>(Array.from({ length: size }, () => client))
  return createClickHouseStore({
    lanes: {
      write: lane(CONNECTIONS.write),
      read: lane(CONNECTIONS.read),
      report: lane(CONNECTIONS.report),
      job: lane(CONNECTIONS.job),
    },
    explain,
    abortAfter: (seconds) => AbortSignal.timeout((seconds + GRACE_SECONDS) * 1000),
    letGo: () => client.close(),
  })
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
