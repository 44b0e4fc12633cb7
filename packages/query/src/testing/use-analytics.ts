import { type AnalyticsStore, migrateAnalytics, openAnalytics } from '@kansoku/storage'
import { openTestAnalytics } from '@kansoku/storage/testing'
import { afterAll, beforeAll, beforeEach, vi } from 'vitest'
import { clear } from './telemetry.ts'

/**
 * An engine for the tests of a file, empty before each of them: the embedded one, or the server of
 * `KANSOKU_TEST_CLICKHOUSE_URL` in a database of its own.
 */
export function useAnalytics(): () => AnalyticsStore {
  vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })
  let analytics: AnalyticsStore | undefined
  const opened = () => {
    if (!analytics) throw new Error('the engine opens in beforeAll')
    return analytics
  }
  beforeAll(async () => {
    const url = process.env.KANSOKU_TEST_CLICKHOUSE_URL
    analytics = url ? await openServerDatabase(url) : await openTestAnalytics()
  })
  afterAll(() => analytics?.close())
  beforeEach(() => clear(opened()))
  return opened
}

async function openServerDatabase(url: string): Promise<AnalyticsStore> {
  const database = `kansoku_test_${process.pid}_${Math.random().toString(36).slice(2)}`
  const analytics = await openAnalytics({ kind: 'server', url, database })
  await migrateAnalytics(analytics)
  const close = async () => {
    await analytics.command(`DROP DATABASE ${database}`)
    await analytics.close()
  }
  return { ...analytics, close, [Symbol.asyncDispose]: close }
}
