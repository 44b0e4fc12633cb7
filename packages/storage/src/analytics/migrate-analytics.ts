import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { splitStatements } from './split-statements.ts'
import type { AnalyticsStore } from './store.ts'

const FOLDER = join(import.meta.dirname, 'migrations')

/** One row per applied file. */
const LEDGER = `CREATE TABLE IF NOT EXISTS schema_migrations (
  name String,
  applied_at DateTime64(3, 'UTC') DEFAULT now64(3)
) ENGINE = MergeTree ORDER BY name`

/**
 * Applies the files of `migrations/` that this database lacks, in the order of their names, and returns those names.
 * There are no transactions: a file that was cut off runs again from its start, so each of its statements must be safe
 * to repeat. Not safe beside itself: `migrateAll` holds the lock.
 */
export async function migrateAnalytics(store: AnalyticsStore, folder = FOLDER): Promise<string[]> {
  await store.command(LEDGER)
  const rows = await store.query({
    name: 'migrations/applied',
    sql: 'SELECT DISTINCT name FROM schema_migrations',
    row: z.object({ name: z.string() }),
  })
  const applied = new Set(rows.map(({ name }) => name))
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort()
  const missing = files.filter((file) => !applied.has(file))
  for (const file of missing) {
    for (const statement of splitStatements(await readFile(join(folder, file), 'utf8'))) {
      await store.command(statement)
    }
    await store.insert('schema_migrations', [{ name: file }])
  }
  return missing
}
