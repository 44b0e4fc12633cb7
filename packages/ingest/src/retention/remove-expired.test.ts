import type { AnalyticsStore } from '@kansoku/storage'
import { openTestAnalytics } from '@kansoku/storage/testing'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { createIngestion, type Ingestion } from '../ingestion.ts'
import { event, scope } from '../testing/legacy-events.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let analytics: AnalyticsStore
let ingestion: Ingestion
beforeAll(async () => {
  analytics = await openTestAnalytics()
  ingestion = createIngestion({ analytics, soleWriter: true })
})
afterAll(async () => {
  await ingestion?.[Symbol.asyncDispose]()
  await analytics?.close()
})

const cutoff = Date.parse('2026-01-10T12:00:00Z') * 1000
const signal = new AbortController().signal

async function idsOf(table: string, column = 'id'): Promise<string[]> {
  const rows = await analytics.query({
    name: `test/${table}`,
    sql: `SELECT DISTINCT concat(project_id, ':', ${column}) AS id FROM ${table} FINAL ORDER BY id`,
    row: z.object({ id: z.string() }),
  })
  return rows.map(({ id }) => id)
}

/** A trace with a span and a score, all of one instant, under one id. */
const group = (id: string, time: string) => [
  event('trace-create', { id, timestamp: time }, time),
  event('span-create', { id, traceId: id, startTime: time }, time),
  event('score-create', { id, traceId: id, name: 'n', value: 1 }, time),
]

test('what began before the cutoff is gone with its parts, in its project only; the rest stays', async () => {
  const mine = [
    ...group('ancient', '2025-03-01T00:00:00.000Z'),
    ...group('yesterday', '2026-01-09T23:59:59.999Z'),
    ...group('morning', '2026-01-10T11:59:59.999Z'),
    ...group('noon', '2026-01-10T12:00:00.000Z'),
    ...group('later', '2026-01-11T00:00:00.000Z'),
  ]
  expect((await ingestion.ingestEvents(scope, { batch: mine })).errors).toEqual([])
  await ingestion.ingestEvents(
    { ...scope, projectId: 'q' },
    { batch: group('ancient', '2025-03-01T00:00:00.000Z') },
  )
  const removed = await ingestion.removeExpired({ projectId: 'p', before: cutoff, signal })
  expect(removed).toEqual({ trace: 3, observation: 3, score: 3 })
  const left = ['p:later', 'p:noon', 'q:ancient']
  for (const table of ['traces', 'observations', 'scores']) expect(await idsOf(table)).toEqual(left)
  expect(await idsOf('event_parts', 'entity_id')).toEqual(left)
})

test('an entity that an earlier update had placed elsewhere goes by where it is now', async () => {
  await ingestion.ingestEvents(scope, {
    batch: [event('span-update', { id: 'moved', traceId: 't' }, '2026-01-05T00:00:00.000Z')],
  })
  const create = { id: 'moved', traceId: 't', startTime: '2026-01-20T00:00:00.000Z' }
  await ingestion.ingestEvents(scope, { batch: [event('span-create', create, '2026-01-20T00:00:01.000Z')] })
  expect(await ingestion.removeExpired({ projectId: 'p', before: cutoff, signal })).toMatchObject({
    observation: 0,
  })
  expect(await idsOf('observations')).toContain('p:moved')
  expect((await idsOf('event_parts', 'entity_id')).filter((id) => id === 'p:moved')).toHaveLength(1)
})

test('deletion marks stay, so that what was deleted does not come back late', async () => {
  await ingestion.ingestEvents(scope, { batch: group('deleted', '2026-01-01T00:00:00.000Z') })
  await ingestion.deleteTraces('p', ['deleted'])
  await ingestion.removeExpired({ projectId: 'p', before: cutoff, signal })
  expect(await ingestion.findDeletedTraces('p', ['deleted'])).toEqual(['deleted'])
})

test('it stops when it is told to', async () => {
  const removing = ingestion.removeExpired({ projectId: 'p', before: cutoff, signal: AbortSignal.abort() })
  await expect(removing).rejects.toThrow('abort')
})
