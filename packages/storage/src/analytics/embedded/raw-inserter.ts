import { setImmediate } from 'node:timers/promises'
import { parseError } from '@clickhouse/client'
import { Session } from 'chdb'
import { columnsOf, valuesOf } from '../columns-and-values.ts'

/**
 * Inserts rows on a connection of its own, as bytes that the engine reads where they lie. Through the client they would
 * become part of the statement's text, which is copied and converted on the event loop.
 */
export class RawInserter {
  readonly #session: Session
  readonly #database: string
  /** Of the last insert: new memory costs more than what is written into it. */
  #buffer = Buffer.allocUnsafeSlow(LEAST_BYTES)

  /** `settings` last as long as the connection does. */
  constructor(folder: string, database: string, settings: Readonly<Record<string, string | number>>) {
    this.#session = new Session(folder)
    this.#database = database
    for (const [name, value] of Object.entries(settings)) this.#session.query(`SET ${name} = ${quote(value)}`)
  }

  /** @throws ClickHouseError */
  async insert(table: string, rows: readonly object[], seconds: number): Promise<void> {
    const columns = columnsOf(rows)
    const values = await this.#toLines(rows, columns)
    try {
      await this.#session.insert({
        table: `${this.#database}.${table}`,
        columns,
        values,
        format: 'JSONCompactEachRow',
        settings: { max_execution_time: seconds },
      })
    } catch (error) {
      throw parseError(error instanceof Error ? error.message : String(error))
    }
  }

  close(): void {
    this.#session.close()
  }

  /** JSON, a line for each row, written into one buffer: joined they would be one more copy of megabytes. */
  async #toLines(rows: readonly object[], columns: readonly string[]): Promise<Buffer> {
    if (this.#buffer.length > MOST_BYTES_KEPT) this.#buffer = Buffer.allocUnsafeSlow(LEAST_BYTES)
    let at = 0
    for (const [index, row] of rows.entries()) {
      if (index > 0 && index % ROWS_PER_TURN === 0) await setImmediate()
      const line = JSON.stringify(valuesOf(row, columns))
      this.#reserve(at, MOST_BYTES_OF_A_UNIT * line.length + 1)
      at += this.#buffer.write(line, at)
      this.#buffer[at++] = LINE_FEED
    }
    return this.#buffer.subarray(0, at)
  }

  #reserve(used: number, more: number): void {
    if (used + more <= this.#buffer.length) return
    const grown = Buffer.allocUnsafeSlow(Math.max(used + more, 2 * this.#buffer.length))
    this.#buffer.copy(grown, 0, 0, used)
    this.#buffer = grown
  }
}

function quote(value: string | number): string {
  return typeof value === 'number' ? String(value) : `'${value}'`
}

const LINE_FEED = 10
const LEAST_BYTES = 1 << 20
/** Enough for a group of telemetry as large as they come, see `bytesPerGroup` of ingestion. */
const MOST_BYTES_KEPT = 16 << 20
const MOST_BYTES_OF_A_UNIT = 3
/** Rows that are written before others get their turn on the event loop: some milliseconds. */
const ROWS_PER_TURN = 200
