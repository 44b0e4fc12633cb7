import type { ClickHouseClient, ClickHouseSettings } from '@clickhouse/client'
import { QueryMemoryError, QueryTimeoutError, StorageUnavailableError } from '../errors.ts'
import type { LaneQueue } from './lane-queue.ts'
import type { AnalyticsStore, Lane, Params, Question } from './store.ts'

interface Lanes {
  readonly write: LaneQueue<ClickHouseClient>
  readonly read: LaneQueue<ClickHouseClient>
  readonly report: LaneQueue<ClickHouseClient>
  readonly job: LaneQueue<ClickHouseClient>
}

export interface EngineAccess {
  readonly lanes: Lanes
  /** Where a statement can be given up, so that one the server never answers ends as well. */
  readonly abortAfter?: (seconds: number) => AbortSignal
  /** Turns an error of the engine or of the way to it into one of ours; `statement` names what failed. */
  explain(error: unknown, statement: string, seconds: number): unknown
  /** Called once, when no statement runs any more. */
  letGo(): Promise<void>
}

interface Limits {
  readonly settings: ClickHouseSettings
  readonly abort?: { readonly abort_signal: AbortSignal }
}

const READ_SECONDS = 30
const WRITE_SECONDS = 120

/**
 * What the answers look like must not depend on the defaults of a server's version, and an insert is acknowledged by
 * the engine only once its part is on disk (newer servers default to asynchronous inserts).
 */
const ANSWER: ClickHouseSettings = {
  output_format_json_quote_64bit_integers: 0,
  output_format_json_quote_decimals: 1,
  output_format_json_quote_denormals: 0,
  date_time_output_format: 'simple',
}
const INSERT: ClickHouseSettings = {
  async_insert: 0,
  date_time_input_format: 'basic',
  input_format_skip_unknown_fields: 0,
  // Tables are partitioned by month, and an import may reach over many years.
  max_partitions_per_insert_block: '0',
}

/** The store over any engine that speaks ClickHouse's SQL through `@clickhouse/client`. */
export function createClickHouseStore(engine: EngineAccess): AnalyticsStore {
  const { lanes, explain, letGo } = engine
  let closing: Promise<void> | undefined

  async function run<T>(
    lane: Lane,
    statement: string,
    seconds: number,
    work: (client: ClickHouseClient, limits: Limits) => Promise<T>,
  ): Promise<T> {
    return lanes[lane].run(statement, seconds, async (client) => {
      try {
        const signal = engine.abortAfter?.(seconds)
        return await work(client, {
          settings: { max_execution_time: seconds },
          ...(signal ? { abort: { abort_signal: signal } } : {}),
        })
      } catch (error) {
        throw explain(error, statement, seconds)
      }
    })
  }

  async function query<Row>(question: Question<Row>): Promise<Row[]> {
    const { name, sql, params = {}, row, lane = 'read', timeoutSeconds = READ_SECONDS } = question
    const rows = await run(lane, name, timeoutSeconds, async (client, { settings, abort }) => {
      const answer = await client.query({
        query: sql,
        query_params: portable(params),
        format: 'JSONEachRow',
        clickhouse_settings: { ...ANSWER, ...settings },
        ...abort,
      })
      return answer.json()
    })
    try {
      return rows.map((raw) => row.parse(raw))
    } catch (cause) {
      throw new Error(`${name} answered rows of another shape than it declares.`, { cause })
    }
  }

  async function insert(table: string, rows: readonly object[]): Promise<void> {
    if (rows.length === 0) return
    const statement = `insert into ${table}`
    const { columns, values } = toColumns(rows)
    try {
      await run('write', statement, WRITE_SECONDS, (client, { settings, abort }) =>
        client.insert({
          table,
          columns,
          values,
          format: 'JSONCompactEachRow',
          clickhouse_settings: { ...INSERT, ...settings },
          ...abort,
        }),
      )
    } catch (error) {
      if (!(error instanceof QueryTimeoutError || error instanceof QueryMemoryError)) throw error
      // For who writes there is nothing to ask differently: the engine is too busy.
      throw new StorageUnavailableError(error.message, 'Try again later.', error)
    }
  }

  async function command(sql: string, params: Params = {}, lane: Lane = 'write'): Promise<void> {
    const statement = sql.trim().split('\n', 1)[0] ?? ''
    await run(lane, statement, WRITE_SECONDS, (client, { settings, abort }) =>
      client.command({ query: sql, query_params: portable(params), clickhouse_settings: settings, ...abort }),
    )
  }

  async function ping(): Promise<void> {
    await run('read', 'ping', 5, async (client) => {
      const answer = await client.ping({ select: true })
      if (!answer.success) throw answer.error
    })
  }

  function close(): Promise<void> {
    closing ??= Promise.all(Object.values(lanes).map((lane) => lane.close())).then(letGo)
    return closing
  }

  return { query, insert, command, ping, close, [Symbol.asyncDispose]: close }
}

/** Dates as UTC text, which both ways of binding read alike. */
function portable(params: Params): Record<string, unknown> {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, portableValue(value)]))
}

function portableValue(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString().slice(0, 23).replace('T', ' ')
  return Array.isArray(value) ? value.map(portableValue) : value
}

/**
 * Rows as arrays in the order of `columns`: without the names in every row the engine reads a third less text. A column
 * that a row lacks takes its default.
 */
function toColumns(rows: readonly object[]): { columns: [string, ...string[]]; values: unknown[][] } {
  const names = new Set(Object.keys(rows[0] ?? {}))
  for (const row of rows) {
    for (const name in row) names.add(name)
  }
  const columns = [...names] as [string, ...string[]]
  const values = rows.map((row) => columns.map((name) => (row as Record<string, unknown>)[name] ?? null))
  return { columns, values }
}
