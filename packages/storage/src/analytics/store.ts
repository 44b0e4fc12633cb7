import type { z } from 'zod'

/**
 * Which connection runs a statement. An embedded engine runs one statement at a time per connection, so a slow
 * dashboard (`report`) must not stand before a lookup (`read`), and neither before a write.
 */
export type Lane = 'write' | 'read' | 'report' | 'job'

export interface Question<Row> {
  /** Stable name for logs and metrics, `<noun>/<question>`. */
  readonly name: string
  /** SQL with `{name:Type}` placeholders; user input only ever arrives through `params`. */
  readonly sql: string
  readonly params?: Readonly<Record<string, unknown>>
  /** Checks and types each row of the `JSONEachRow` answer. */
  readonly row: z.ZodType<Row>
  /** Default `read`. */
  readonly lane?: Lane
  /** Sent as `max_execution_time`; default 30. */
  readonly timeoutSeconds?: number
}

/**
 * Telemetry in ClickHouse, embedded (chDB) or a server. Reads see every insert that resolved before them.
 * Errors are `StorageUnavailableError` (retry later), `QueryTimeoutError` or the engine's own.
 */
export interface AnalyticsStore extends AsyncDisposable {
  query<Row>(question: Question<Row>): Promise<Row[]>
  /** Appends rows in one statement; resolves when they are durable and readable. Keys are column names. */
  insert(table: string, rows: readonly object[]): Promise<void>
  /** DDL and mutations. */
  command(sql: string, params?: Readonly<Record<string, unknown>>, lane?: Lane): Promise<void>
}
