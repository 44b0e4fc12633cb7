import type { AnalyticsStore } from '@kansoku/storage'
import { openTestAnalytics } from '@kansoku/storage/testing'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { createIngestion } from '../ingestion.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const tables = ['traces', 'observations', 'scores'] as const
const scope = { projectId: 'p', apiKeyId: null, source: 'API', sdkName: null, sdkVersion: null } as const
const minute = 60_000_000
const begin = Date.UTC(2026, 0) * 1000

let analytics: AnalyticsStore
beforeAll(async () => {
  analytics = await openTestAnalytics()
})
afterAll(() => analytics?.close())
beforeEach(async () => {
  for (const table of ['event_parts', ...tables]) await analytics.command(`TRUNCATE TABLE ${table}`)
})

const open = (now = begin) => createIngestion({ analytics, soleWriter: true, now: () => now })

let lastEvent = 0
const event = (type: string, body: object) => ({
  id: `e${++lastEvent}`,
  type,
  timestamp: '2026-01-01T00:00:00.000Z',
  body,
})

async function write(now: number, ...events: object[]): Promise<void> {
  await using ingestion = open(now)
  await ingestion.ingestEvents(scope, { batch: events })
}

/** All rows but for the time of their last change, which is that of the recovery. */
async function rows(): Promise<unknown[]> {
  const read = tables.map((table) =>
    analytics.query({
      name: 'test/rows',
      sql: `SELECT * EXCEPT (updated_at) FROM ${table} FINAL ORDER BY id`,
      row: z.record(z.string(), z.unknown()),
    }),
  )
  return Promise.all(read)
}

/** As a server does when it starts again. */
async function recover(): Promise<number> {
  await using ingestion = open(begin + 60 * minute)
  return await ingestion.recover()
}

const call = (id: string, trace = 't') => [
  event('trace-create', { id: trace, name: 'task', tags: ['a'] }),
  event('generation-create', { id, traceId: trace, model: 'gpt-4o', usage: { input: 3 } }),
  event('generation-update', { id, output: 'done' }),
]

test('rows that are gone while their parts are there come back as they were', async () => {
  await write(begin, ...call('o'), event('score-create', { id: 's', traceId: 't', name: 'n', value: 1 }))
  const before = await rows()
  expect(await recover()).toBe(0)
  for (const table of tables) await analytics.command(`TRUNCATE TABLE ${table}`)
  expect(await recover()).toBe(3)
  expect(await rows()).toEqual(before)
  expect(await recover()).toBe(0)
})

test('a row of fewer parts than there are is made of all', async () => {
  await write(begin, event('span-create', { id: 'o', traceId: 't', name: 'old' }))
  await write(begin + minute, event('span-update', { id: 'o', name: 'new' }))
  await analytics.command(`DELETE FROM observations WHERE row_version = 2`)
  expect(await recover()).toBe(1)
  expect(await rows()).toMatchObject([[{ id: 't' }], [{ id: 'o', name: 'new', row_version: 2 }], []])
})

test('what was deleted stays deleted', async () => {
  await write(begin, ...call('o'), event('score-create', { id: 's', name: 'n', value: 1, traceId: 'u' }))
  {
    await using ingestion = open(begin + minute)
    await ingestion.deleteTraces('p', ['t'])
    await ingestion.deleteScore('p', 's')
  }
  const before = await rows()
  expect(await recover()).toBe(0)
  expect(await rows()).toEqual(before)
})

test('only what came last before the stop is looked at', async () => {
  await write(begin, ...call('old', 'first'))
  await write(begin + 20 * minute, ...call('new', 'second'))
  for (const table of tables) await analytics.command(`TRUNCATE TABLE ${table}`)
  expect(await recover()).toBe(2)
  expect(await rows()).toMatchObject([[{ id: 'second' }], [{ id: 'new' }], []])
})

test('an empty store has nothing to recover', async () => {
  expect(await recover()).toBe(0)
})
