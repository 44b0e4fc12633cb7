import type { z } from 'zod'
import type { LaneLoad } from './lane-queue.ts'

/**
 * Which connections run a statement. An embedded engine runs one statement at a time per connection, so a slow
 * dashboard (`report`) must not stand before a lookup (`read`), and neither before a write.
 */
export type Lane = 'write' | 'read' | 'report' | 'job'

/**
 * `lookup`: an index finds what is mostly a handful of rows. `scattered`: rows lie far apart, each among megabytes of
 * texts.
 */
export type RowAccess = 'lookup' | 'scattered'

export interface Statement {
  /** Stable name for logs and metrics, `<noun>/<question>`. */
  readonly name: string
  /** One statement with `{name:Type}` placeholders; user input only ever arrives through `params`. */
  readonly sql: string
  /**
   * Strings, numbers, bigints, booleans, null, `Date` (milliseconds, UTC), arrays (`Array(…)`) and plain objects
   * (`Map(…)`). Instants finer than a millisecond are strings, `YYYY-MM-DD HH:MM:SS.ffffff` in UTC.
   */
  readonly params?: Params
  /** Default `read`. */
  readonly lane?: Lane
  /** How its rows lie, where that is known. Such a statement says nothing of settings itself. */
  readonly access?: RowAccess | undefined
  /** Bound of waiting and of running (`max_execution_time`), each; default 30. */
  readonly timeoutSeconds?: number
}

export interface Question<Row> extends Statement {
  /**
   * Checks and types each row of the `JSONEachRow` answer: integers of all widths are numbers, decimals and instants
   * strings, not-a-number and infinities null.
   */
  readonly row: z.ZodType<Row>
}

export type Params = Readonly<Record<string, unknown>>

/**
 * Telemetry in ClickHouse, embedded (chDB) or a server. Reads see every insert that resolved before them, whichever
 * store wrote it. Errors are `StorageUnavailableError`, `StorageFullError` (both: retry later), `QueryTimeoutError` or
 * the engine's own `ClickHouseError`.
 */
export interface AnalyticsStore extends AsyncDisposable {
  query<Row>(question: Question<Row>): Promise<Row[]>
  /** The `JSONEachRow` answer as it came, for who reads it elsewhere than on the event loop. */
  queryBytes(statement: Statement): Promise<Uint8Array>
  /** Appends rows in one statement; resolves when they are durable and readable. Keys are column names. */
  insert(table: string, rows: readonly object[]): Promise<void>
  /** DDL and mutations; default lane `write`. */
  command(sql: string, params?: Params, lane?: Lane): Promise<void>
  /** How many statements of this process run and wait at this moment. */
  load(): Readonly<Record<Lane, LaneLoad>>
  /** Rejects with `StorageUnavailableError` when the engine does not answer. */
  ping(): Promise<void>
  /** Takes no more statements, waits for the running ones, then lets go of the engine. Call it before the process ends. */
  close(): Promise<void>
}
