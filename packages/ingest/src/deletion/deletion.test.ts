import { describe, expect, test } from 'vitest'
import { createIngestion } from '../ingestion.ts'
import { event, scope } from '../testing/legacy-events.ts'
import { type MemoryAnalytics, memoryAnalytics } from '../testing/memory-analytics.ts'

const afterwards = Date.UTC(2026, 0, 2) * 1000
const whole = () => [
  event('trace-create', { id: 't', name: 'secret' }),
  event('generation-create', { id: 'o', traceId: 't', input: 'secret' }),
  event('score-create', { id: 's', traceId: 't', name: 'n', value: 1 }),
]

function idsIn(analytics: MemoryAnalytics): string[] {
  return (['traces', 'observations', 'scores'] as const).flatMap((table) => [...analytics.rows(table).keys()])
}

describe('a deleted trace', () => {
  test('is gone with all in it, its parts too; others stay', async () => {
    const analytics = memoryAnalytics()
    const ingestion = createIngestion({ analytics, now: () => afterwards })
    await ingestion.ingestEvents(scope, { batch: [...whole(), event('trace-create', { id: 'other' })] })
    await ingestion.deleteTraces('p', ['t', 'unknown'])
    expect(idsIn(analytics)).toEqual(['other'])
    expect([...analytics.parts.values()].filter(({ body }) => body.includes('secret'))).toEqual([])
  })

  test('does not come back when something in it is said late, whether it names the trace or not', async () => {
    const analytics = memoryAnalytics()
    const ingestion = createIngestion({ analytics, now: () => afterwards })
    await ingestion.ingestEvents(scope, { batch: whole() })
    await ingestion.deleteTraces('p', ['t'])
    const { successes } = await ingestion.ingestEvents(scope, {
      batch: [
        event('generation-update', { id: 'o', output: 'secret' }, '2026-01-03T00:00:00.000Z'),
        event('span-create', { id: 'late', traceId: 't', input: 'secret' }, '2026-01-03T00:00:00.000Z'),
        event('score-create', { id: 'late-score', traceId: 't', name: 'n', value: 1 }),
        event('span-create', { id: 'elsewhere', traceId: 'other' }),
      ],
    })
    expect(successes).toHaveLength(4)
    expect(idsIn(analytics)).toEqual(['other', 'elsewhere'])
    expect([...analytics.parts.values()].filter(({ body }) => body.includes('secret'))).toEqual([])
  })

  test('of another project under the same id stays', async () => {
    const analytics = memoryAnalytics()
    const ingestion = createIngestion({ analytics, now: () => afterwards })
    await ingestion.ingestEvents({ ...scope, projectId: 'q' }, { batch: whole() })
    await ingestion.deleteTraces('p', ['t'])
    await ingestion.ingestEvents(
      { ...scope, projectId: 'q' },
      { batch: [event('trace-create', { id: 't' })] },
    )
    expect(idsIn(analytics)).toEqual(['t', 'o', 's'])
  })

  test('is gone also when another server was just writing its rows', async () => {
    const deleted = Promise.withResolvers<void>()
    const writing = Promise.withResolvers<void>()
    const analytics = memoryAnalytics({
      before: async (statement) => {
        if (statement !== 'insert observations') return
        writing.resolve()
        await deleted.promise
      },
    })
    const [writer, deleter] = [
      createIngestion({ analytics }),
      createIngestion({ analytics, now: () => afterwards }),
    ]
    const written = writer.ingestEvents(scope, { batch: whole() })
    await writing.promise
    await deleter.deleteTraces('p', ['t'])
    deleted.resolve()
    await written
    expect(idsIn(analytics)).toEqual([])
  })
})

describe('a deleted score', () => {
  test('stays deleted for what was said before, and can be written anew', async () => {
    const analytics = memoryAnalytics()
    const ingestion = createIngestion({ analytics, now: () => afterwards })
    const first = event('score-create', { id: 's', traceId: 't', name: 'n', value: 1 })
    await ingestion.ingestEvents(scope, { batch: [first] })
    await ingestion.deleteScore('p', 's')
    expect(idsIn(analytics)).toEqual([])
    await ingestion.ingestEvents(scope, { batch: [first] })
    expect(idsIn(analytics)).toEqual([])
    const anew = event(
      'score-create',
      { id: 's', traceId: 't', name: 'n', value: 0 },
      '2026-01-03T00:00:00.000Z',
    )
    await ingestion.ingestEvents(scope, { batch: [anew] })
    expect(analytics.rows('scores').get('s')).toMatchObject({ value: 0 })
  })

  test('written anew is there although what was said before comes once more in the group before', async () => {
    let late = false
    let anew: Promise<unknown> | undefined
    const analytics = memoryAnalytics({
      before: async (statement) => {
        if (!late || statement !== 'delete scores') return
        anew = ingestion.ingestEvents(scope, { batch: [said(0, '2026-01-03T00:00:00.000Z')] })
        for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate)
      },
    })
    const full = { partsPerGroup: 1, groupsAtOnce: 2 }
    const ingestion = createIngestion({ analytics, now: () => afterwards, soleWriter: true, ...full })
    const said = (value: number, time?: string) =>
      event('score-create', { id: 's', traceId: 't', name: 'n', value }, time)
    const first = said(1)
    await ingestion.ingestEvents(scope, { batch: [first] })
    await ingestion.deleteScore('p', 's')
    late = true
    await ingestion.ingestEvents(scope, { batch: [first] })
    await anew
    expect(analytics.rows('scores').get('s')).toMatchObject({ value: 0 })
  })
})
