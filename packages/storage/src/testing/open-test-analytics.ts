import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrateAnalytics } from '../analytics/migrate-analytics.ts'
import { openAnalytics } from '../analytics/open-analytics.ts'
import type { AnalyticsStore } from '../analytics/store.ts'

/**
 * An embedded store with its tables in a temporary folder, which goes when the store closes. A process has one such
 * folder open at a time.
 */
export async function openTestAnalytics(): Promise<AnalyticsStore> {
  const path = await mkdtemp(join(tmpdir(), 'kansoku-analytics-'))
  const store = await openAnalytics({ kind: 'embedded', path, memoryMegabytes: 1024 })
  const close = async () => {
    await store.close()
    await rm(path, { recursive: true, force: true })
  }
  await migrateAnalytics(store)
  return { ...store, close, [Symbol.asyncDispose]: close }
}
