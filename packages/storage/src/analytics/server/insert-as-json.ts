import type { ClickHouseClient } from '@clickhouse/client'
import { INSERT_SETTINGS, type WriteConnection } from '../clickhouse-store.ts'

type Row = Readonly<Record<string, unknown>>

/** Inserts over HTTP. */
export function insertAsJson(client: ClickHouseClient): WriteConnection['insert'] {
  return async (table, rows, { seconds, abort }) => {
    const columns = columnsOf(rows)
    await client.insert({
      table,
      columns,
      values: rows.map((row) => valuesOf(row, columns)),
      format: 'JSONCompactEachRow',
      clickhouse_settings: { ...INSERT_SETTINGS, max_execution_time: seconds },
      ...abort,
    })
  }
}

/** Columns that any of the rows names; there is at least one row. */
function columnsOf(rows: readonly object[]): [string, ...string[]] {
  const names = new Set(Object.keys(rows[0] ?? {}))
  for (const row of rows) {
    for (const name in row) names.add(name)
  }
  return [...names] as [string, ...string[]]
}

/**
 * A row as an array in the order of the columns, null where it says nothing: the column's default. Without the names in
 * every row the engine reads a third less text.
 */
function valuesOf(row: object, columns: readonly string[]): unknown[] {
  return columns.map((name) => (row as Row)[name] ?? null)
}
