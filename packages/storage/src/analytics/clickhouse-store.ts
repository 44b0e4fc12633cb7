import type { ClickHouseClient, ClickHouseSettings } from '@clickhouse/client'
import { QueryMemoryError, QueryTimeoutError, StorageUnavailableError } from '../errors.ts'
import type { LaneQueue } from './lane-queue.ts'
import type { AnalyticsStore, Lane, Params, Question, RowAccess, Statement } from './store.ts'

export interface EngineConnection {
  readonly client: ClickHouseClient
}

export interface WriteConnection extends EngineConnection {
  /** Appends rows, of which there is at least one; resolves when their part is on the disk. */
  insert(table: string, rows: readonly object[], limits: Limits): Promise<void>
}

type ConnectionOf<L extends Lane> = L extends 'write' ? WriteConnection : EngineConnection

interface Lanes {
  readonly write: LaneQueue<WriteConnection>
  readonly read: LaneQueue<EngineConnection>
  readonly report: LaneQueue<EngineConnection>
  readonly job: LaneQueue<EngineConnection>
}

export interface EngineAccess {
  readonly lanes: Lanes
  /**
   * What statements say of settings by the access they need: in their text, because an embedded connection is told of
   * others by a statement each. A server has its own.
   */
  readonly settingsFor?: Readonly<Record<RowAccess, string>>
  /** Where a statement can be given up, so that one the server never answers ends as well. */
  readonly abortAfter?: (seconds: number) => AbortSignal
  /** Turns an error of the engine or of the way to it into one of ours; `statement` names what failed. */
  explain(error: unknown, statement: string, seconds: number): unknown
  /** Called once, when no statement runs any more. */
  letGo(): Promise<void>
}

export interface Limits {
  readonly seconds: number
  readonly abort?: { readonly abort_signal: AbortSignal }
}

const READ_SECONDS = 30
const WRITE_SECONDS = 120

/** What the answers look like must not depend on the defaults of a server's version. */
const ANSWER: ClickHouseSettings = {
  output_format_json_quote_64bit_integers: 0,
  output_format_json_quote_decimals: 1,
  output_format_json_quote_denormals: 0,
  date_time_output_format: 'simple',
}
/** An insert is acknowledged only once its part is on disk: newer servers default to asynchronous ones. */
export const INSERT_SETTINGS = {
  async_insert: 0,
  date_time_input_format: 'basic',
  input_format_skip_unknown_fields: 0,
  // Tables are partitioned by month, and an import may reach over many years.
  max_partitions_per_insert_block: '0',
} as const satisfies ClickHouseSettings

/** The store over any engine that speaks ClickHouse's SQL through `@clickhouse/client`. */
export function createClickHouseStore(engine: EngineAccess): AnalyticsStore {
  const { lanes, explain, letGo } = engine
  let closing: Promise<void> | undefined

  async function run<L extends Lane, T>(
    lane: L,
    statement: string,
    seconds: number,
    work: (connection: ConnectionOf<L>, limits: Limits) => Promise<T>,
  ): Promise<T> {
    const queue = lanes[lane] as unknown as LaneQueue<ConnectionOf<L>>
    return queue.run(statement, seconds, async (connection) => {
      try {
        const signal = engine.abortAfter?.(seconds)
        return await work(connection, { seconds, ...(signal ? { abort: { abort_signal: signal } } : {}) })
      } catch (error) {
        throw explain(error, statement, seconds)
      }
    })
  }

  async function query<Row>({ row, ...statement }: Question<Row>): Promise<Row[]> {
    const { lane = 'read', timeoutSeconds = READ_SECONDS } = statement
    const rows = await run(lane, statement.name, timeoutSeconds, async ({ client }, { seconds, abort }) => {
      const ready = asked(withSettings(statement), seconds)
      const answer = await client.query({ ...ready, format: 'JSONEachRow', ...abort })
      return answer.json()
    })
    try {
      return rows.map((raw) => row.parse(raw))
    } catch (cause) {
      throw new Error(`${statement.name} answered rows of another shape than it declares.`, { cause })
    }
  }

  function withSettings<S extends Statement>(statement: S): S {
    const settings = statement.access && engine.settingsFor?.[statement.access]
    return settings === undefined
      ? statement
      : { ...statement, sql: `${statement.sql}\nSETTINGS ${settings}` }
  }

  async function queryBytes(statement: Statement): Promise<Uint8Array> {
    const { lane = 'read', timeoutSeconds = READ_SECONDS } = statement
    return run(lane, statement.name, timeoutSeconds, async ({ client }, { seconds, abort }) => {
      const { query: sql, ...rest } = asked(statement, seconds)
      const query = `${sql}\nFORMAT JSONEachRow`
      const { stream } = await client.exec({ query, ...rest, decompress_response_stream: true, ...abort })
      return joined(await stream.toArray())
    })
  }

  async function insert(table: string, rows: readonly object[]): Promise<void> {
    if (rows.length === 0) return
    const statement = `insert into ${table}`
    try {
      await run('write', statement, WRITE_SECONDS, (connection, limits) =>
        connection.insert(table, rows, limits),
      )
    } catch (error) {
      if (!(error instanceof QueryTimeoutError || error instanceof QueryMemoryError)) throw error
      // For who writes there is nothing to ask differently: the engine is too busy.
      throw new StorageUnavailableError(error.message, 'Try again later.', error)
    }
  }

  async function command(sql: string, params: Params = {}, lane: Lane = 'write'): Promise<void> {
    const statement = sql.trim().split('\n', 1)[0] ?? ''
    await run(lane, statement, WRITE_SECONDS, ({ client }, { seconds, abort }) =>
      client.command({
        query: sql,
        query_params: portable(params),
        clickhouse_settings: { max_execution_time: seconds },
        ...abort,
      }),
    )
  }

  async function ping(): Promise<void> {
    await run('read', 'ping', 5, async ({ client }) => {
      const answer = await client.ping({ select: true })
      if (!answer.success) throw answer.error
    })
  }

  const load = () => ({
    write: lanes.write.load(),
    read: lanes.read.load(),
    report: lanes.report.load(),
    job: lanes.job.load(),
  })

  function close(): Promise<void> {
    closing ??= Promise.all(Object.values(lanes).map((lane) => lane.close())).then(letGo)
    return closing
  }

  return { query, queryBytes, insert, command, load, ping, close, [Symbol.asyncDispose]: close }
}

/** An embedded engine answers in one piece, which nobody copies. */
function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const [first = new Uint8Array()] = pieces
  return pieces.length > 1 ? Buffer.concat(pieces) : first
}

function asked({ sql, params = {} }: Statement, seconds: number) {
  const clickhouse_settings = { ...ANSWER, max_execution_time: seconds }
  return { query: sql, query_params: portable(params), clickhouse_settings }
}

/** Dates as UTC text, which both ways of binding read alike. */
function portable(params: Params): Record<string, unknown> {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, portableValue(value)]))
}

function portableValue(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString().slice(0, 23).replace('T', ' ')
  return Array.isArray(value) ? value.map(portableValue) : value
}
