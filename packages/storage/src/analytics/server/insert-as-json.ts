import type { ClickHouseClient } from '@clickhouse/client'
import { INSERT_SETTINGS, type WriteConnection } from '../clickhouse-store.ts'
import { columnsOf, valuesOf } from '../columns-and-values.ts'

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
