import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { Journal } from '@kansoku/journal'
import {
  type AnalyticsStore,
  migrateAnalytics,
  openAnalytics,
  StorageUnavailableError,
} from '@kansoku/storage'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { createIngestion, type Ingestion } from '../ingestion.ts'
import { memoryAnalytics } from '../testing/memory-analytics.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })

const scope = { projectId: 'p', apiKeyId: null, source: 'API', sdkName: null, sdkVersion: null } as const

let folder: string
let analytics: AnalyticsStore

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kansoku-texts-'))
  analytics = await openAnalytics({ kind: 'embedded', path: join(folder, 'analytics') })
  await migrateAnalytics(analytics)
})
afterAll(async () => {
  await analytics?.close()
  await rm(folder, { recursive: true, force: true })
})
beforeEach(async () => {
  for (const table of ['event_parts', 'traces', 'observations'])
    await analytics.command(`TRUNCATE TABLE ${table}`)
})

/** As one server has it: with a journal, so that the texts of observations stand in their rows alone. */
async function withJournal(
  store: AnalyticsStore,
  work: (ingestion: Ingestion) => Promise<unknown>,
): Promise<void> {
  await using journal = await Journal.open({ directory: join(folder, 'journal') })
  await using ingestion = createIngestion({
    ...{ analytics: store, soleWriter: true, journal, now },
    partsPerGroup: 2,
  })
  await work(ingestion)
}

const now = () => Date.UTC(2026, 10, 29, 12) * 1000

const ask = (sql: string) =>
  analytics.query({ name: 'test/ask', sql, row: z.record(z.string(), z.unknown()) })

const rows = () => ask('SELECT * EXCEPT (created_at, updated_at) FROM observations FINAL ORDER BY id')

/** Few instants in two hours, so that some are equal and rows move; texts that win, give way and say nothing. */
const instant = fc
  .constantFrom('09:59:58', '09:59:59', '10:00:00', '10:00:01')
  .map((time) => `2026-11-29T${time}Z`)
const text = fc.constantFrom(undefined, null, '', 0, 'one', '二\n\n', 'three'.repeat(200), { four: '4' })
const event = fc
  .record({
    type: fc.constantFrom('generation-create', 'generation-update', 'span-update'),
    timestamp: instant,
    id: fc.constantFrom('a', 'b'),
    startTime: fc.option(instant, { nil: undefined }),
    input: text,
    output: text,
    model: fc.constantFrom(undefined, 'own-model'),
  })
  .map(({ type, timestamp, ...body }) => ({ type, timestamp, body: { ...body, traceId: 't' } }))
const story = fc
  .array(event, { minLength: 1, maxLength: 7 })
  .map((events) => events.map((each, index) => ({ ...each, id: `event-${index}` })))

test('a row is the same whether its texts are kept with its parts or not', async () => {
  const requests = story.chain((events) =>
    fc.record({
      // Some are sent twice; a look at what was stored divides them at random.
      sent: fc.shuffledSubarray([...events, ...events.slice(0, 2)], { minLength: events.length }),
      looks: fc.array(fc.boolean(), { minLength: events.length + 2, maxLength: events.length + 2 }),
    }),
  )
  await fc.assert(
    fc.asyncProperty(requests, async ({ sent, looks }) => {
      const whole = memoryAnalytics()
      {
        await using ingestion = createIngestion({ analytics: whole, soleWriter: true, now })
        await ingestion.ingestEvents(scope, { batch: sent })
      }
      const apart = memoryAnalytics()
      await withJournal(apart, async (ingestion) => {
        for (const [index, each] of sent.entries()) {
          await ingestion.ingestEvents(scope, { batch: [each] })
          if (looks[index]) await ingestion.settled()
        }
      })
      expect(apart.rows('observations')).toEqual(whole.rows('observations'))
    }),
    { numRuns: 300 },
  )
})

const created = (input: string) => ({
  ...{ id: 'e1', type: 'generation-create', timestamp: '2026-11-29T10:00:00Z' },
  body: { id: 'a', traceId: 't', input, output: 'given first' },
})
const updated = {
  ...{ id: 'e2', type: 'generation-update', timestamp: '2026-11-29T10:00:01Z' },
  body: { id: 'a', output: 'given later' },
}

test('a text is stored once', async () => {
  await withJournal(analytics, (ingestion) =>
    ingestion.ingestEvents(scope, { batch: [created('rare words')] }),
  )
  expect(await ask("SELECT id, input FROM observations WHERE input LIKE '%rare words%'")).toHaveLength(1)
  expect(await ask("SELECT body FROM event_parts WHERE body LIKE '%rare words%'")).toEqual([])
})

test('what is said later is folded with the texts of the row, after a restart, too', async () => {
  await withJournal(analytics, (ingestion) => ingestion.ingestEvents(scope, { batch: [created('kept')] }))
  await withJournal(analytics, (ingestion) => ingestion.ingestEvents(scope, { batch: [updated] }))
  expect(await rows()).toMatchObject([{ id: 'a', input: 'kept', output: 'given later', row_version: 2 }])
})

test('what follows while the row is on its way is folded with its texts', async () => {
  const insert: AnalyticsStore['insert'] = async (table, inserted) => {
    if (table === 'observations') await setTimeout(50)
    await analytics.insert(table, inserted)
  }
  await withJournal({ ...analytics, insert }, (ingestion) => {
    const batches = [[created('kept')], [updated], [{ ...updated, id: 'e3' }]]
    return Promise.all(batches.map((batch) => ingestion.ingestEvents(scope, { batch })))
  })
  expect(await rows()).toMatchObject([{ id: 'a', input: 'kept', output: 'given later', row_version: 3 }])
})

test('parts that were stored whole are folded with those that were not', async () => {
  {
    await using ingestion = createIngestion({ analytics, soleWriter: true })
    await ingestion.ingestEvents(scope, { batch: [created('whole')] })
  }
  await withJournal(analytics, (ingestion) => ingestion.ingestEvents(scope, { batch: [updated] }))
  const renamed = { ...updated, id: 'e3', body: { id: 'a', name: 'named' } }
  await withJournal(analytics, (ingestion) => ingestion.ingestEvents(scope, { batch: [renamed] }))
  expect(await rows()).toMatchObject([{ id: 'a', name: 'named', input: 'whole', output: 'given later' }])
})

const away = () => new StorageUnavailableError('The store is away.', 'Wait.')

test('what a kill between parts and rows left apart is put together again', async () => {
  const ids = ['a', 'b', 'c', "d'", 'e']
  const partsAlone: AnalyticsStore['insert'] = async (table, inserted) => {
    if (table === 'observations') throw away()
    await analytics.insert(table, inserted)
  }
  await withJournal({ ...analytics, insert: partsAlone }, async (ingestion) => {
    for (const event of [created('kept'), updated]) {
      const batch = ids.map((id) => ({ ...event, id: event.id + id, body: { ...event.body, id } }))
      await ingestion.ingestEvents(scope, { batch })
    }
  })
  expect(await rows()).toEqual([])
  await withJournal(analytics, async (ingestion) => {
    await ingestion.replay()
    const renamed = ids.map((id) => ({ ...updated, id: `e3${id}`, body: { id, name: 'named' } }))
    await ingestion.ingestEvents(scope, { batch: renamed })
  })
  const whole = { name: 'named', input: 'kept', output: 'given later', row_version: 3 }
  expect(await rows()).toMatchObject(ids.map((id) => ({ ...whole, id })))
})

test('a row without a text that failed to come does not come after the row that has it', async () => {
  const secondTry = Promise.withResolvers<void>()
  let tries = 0
  const store = memoryAnalytics({
    before: async (statement, [row]) => {
      if (statement !== 'insert observations') return
      const { name, input } = row as { name: string | null; input: string | null }
      if (name === 'named' && input === null) await Promise.race([secondTry.promise, setTimeout(500)])
      else if (++tries === 1) throw away()
      else secondTry.resolve()
    },
  })
  await withJournal(store, async (ingestion) => {
    await ingestion.ingestEvents(scope, { batch: [created('kept')] })
    await ingestion.settled()
    await ingestion.ingestEvents(scope, { batch: [{ ...updated, body: { id: 'a', name: 'named' } }] })
    await vi.waitFor(() => expect(ingestion.backlog().requests).toBe(0), 10_000)
  })
  expect([...store.rows('observations').values()]).toMatchObject([{ name: 'named', input: 'kept' }])
})
