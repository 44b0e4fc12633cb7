import type { ClickHouseClient } from '@clickhouse/client'
import { INSERT_SETTINGS, type WriteConnection } from '../clickhouse-store.ts'
import { toColumnsAndValues } from '../columns-and-values.ts'

/** Inserts over HTTP. */
export function insertAsJson(client: ClickHouseClient): WriteConnection['insert'] {
  return async (table, rows, { seconds, abort }) => {
    await client.insert({
      table,
      ...toColumnsAndValues(rows),
      format: 'JSONCompactEachRow',
      clickhouse_settings: { ...INSERT_SETTINGS, max_execution_time: seconds },
      ...abort,
    })
  }
}
