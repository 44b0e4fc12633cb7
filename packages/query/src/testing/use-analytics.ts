import type { AnalyticsStore } from '@kansoku/storage'
import { openTestAnalytics } from '@kansoku/storage/testing'
import { afterAll, beforeAll, beforeEach, vi } from 'vitest'
import { clear } from './telemetry.ts'

/** An engine for the tests of a file, empty before each of them. */
export function useAnalytics(): () => AnalyticsStore {
  vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })
  let analytics: AnalyticsStore | undefined
  const opened = () => {
    if (!analytics) throw new Error('the engine opens in beforeAll')
    return analytics
  }
  beforeAll(async () => {
    analytics = await openTestAnalytics()
  })
  afterAll(() => analytics?.close())
  beforeEach(() => clear(opened()))
  return opened
}
