import { expect, test } from 'vitest'
import { type GivenCall, project, store } from '../testing/telemetry.ts'
import { useAnalytics } from '../testing/use-analytics.ts'
import { getUsageBy } from './get-usage-by.ts'
import { getUsageOverTime } from './get-usage-over-time.ts'
import { getUsageTotals } from './get-usage-totals.ts'

const analytics = useAnalytics()

const range = { projectId: project, from: '2026-11-20T00:00:00Z', to: '2026-11-27T00:00:00Z' }
const paid = (more: Partial<GivenCall>): GivenCall => ({
  ...{
    started_at: '2026-11-20T10:00:00Z',
    input_tokens: 80,
    output_tokens: 20,
    total_tokens: 100,
    cost: '0.5',
  },
  ...more,
})

test('totals are told for the range and for the one before it, of this project alone', async () => {
  await store(analytics(), {
    calls: [
      paid({}),
      paid({ status: 'failure', total_tokens: 0, input_tokens: 0, output_tokens: 0, cost: '0' }),
      paid({ started_at: '2026-11-14T00:00:00Z', cost: '2' }),
      paid({ started_at: '2026-11-27T00:00:00Z' }),
      paid({ started_at: '2026-11-12T23:59:59Z' }),
      paid({ project_id: 'another' }),
    ],
  })
  const { current, previous } = await getUsageTotals(analytics(), range)
  expect(current).toEqual({
    ...{ calls: 2, failed: 1, cacheHits: 0, spend: 0.5, saved: 0 },
    ...{ inputTokens: 80, outputTokens: 20, cacheReadTokens: 0, cacheWriteTokens: 0, totalTokens: 100 },
  })
  expect(previous).toMatchObject({ calls: 1, failed: 0, spend: 2 })
})

test('what the cache saved is told beside what was spent', async () => {
  const hit = { cache_hit: true, cost: '0', saved: '0.5' }
  await store(analytics(), {
    calls: [paid({ key_hash: 'a' }), paid({ key_hash: 'a', ...hit }), paid({ key_hash: 'b', ...hit })],
  })
  expect((await getUsageTotals(analytics(), range)).current).toMatchObject({ cacheHits: 2, saved: 1 })
  const { rows } = await getUsageBy(analytics(), { ...range, by: 'key', limit: 100 })
  expect(rows.map(({ id, spend, cacheHits, saved }) => ({ id, spend, cacheHits, saved }))).toEqual([
    { id: 'a', spend: 0.5, cacheHits: 1, saved: 0.5 },
    { id: 'b', spend: 0, cacheHits: 1, saved: 0.5 },
  ])
})

test('a key that was replaced is one, before the costliest are chosen', async () => {
  const others = Array.from({ length: 8 }, (_, index) => paid({ key_hash: `other-${index}`, cost: '0.6' }))
  await store(analytics(), { calls: [...others, paid({ key_hash: 'old' }), paid({ key_hash: 'new' })] })
  const byKey = { ...range, by: 'key', replacedKeys: { old: 'new' } } as const
  const { rows, hasMore } = await getUsageBy(analytics(), { ...byKey, limit: 2 })
  expect(rows).toMatchObject([{ id: 'new', calls: 2, spend: 1 }, { calls: 1 }])
  expect(hasMore).toBe(true)
  const { points } = await getUsageOverTime(analytics(), byKey)
  expect(points.filter(({ id }) => id === 'new')).toMatchObject([{ calls: 2, spend: 1 }])
})

test('a call with two tags counts for both, and what has none is told as well', async () => {
  await store(analytics(), {
    calls: [paid({ tags: ['batch', 'night'] }), paid({ tags: ['batch'] }), paid({ cost: '0.1' })],
  })
  const { rows } = await getUsageBy(analytics(), { ...range, by: 'tag', limit: 100 })
  expect(rows.map(({ id, spend }) => [id, spend])).toEqual([
    ['batch', 1],
    ['night', 0.5],
    ['', 0.1],
  ])
})

test('over time the most expensive are told apart, by hours of a day and days of a month', async () => {
  const names = Array.from({ length: 10 }, (_, index) => `model-${index}`)
  await store(analytics(), { calls: names.map((model, index) => paid({ model, cost: String(10 - index) })) })
  const month = { ...range, from: '2026-11-01T00:00:00Z', to: '2026-11-30T12:00:00Z', by: 'model' as const }
  const { bucketSeconds, times, points } = await getUsageOverTime(analytics(), month)
  expect([bucketSeconds, times.length]).toEqual([86_400, 30])
  expect(points).toHaveLength(9)
  expect(points.find(({ id }) => id === 'model-0')).toEqual({
    ...{ time: '2026-11-20T00:00:00.000Z', id: 'model-0', spend: 10, calls: 1, tokens: 100, failed: 0 },
  })
  expect(points.find(({ id }) => id === null)).toMatchObject({ spend: 3, calls: 2 })
  const day = { ...range, to: '2026-11-21T00:00:00Z', by: 'team' as const }
  const hourly = await getUsageOverTime(analytics(), day)
  expect(hourly.bucketSeconds).toBe(3600)
  expect(hourly.points).toMatchObject([{ time: '2026-11-20T10:00:00.000Z', id: '', calls: 10 }])
})
