import { gzipSync } from 'node:zlib'
import { KansokuError } from '@kansoku/contracts'
import { describe, expect, test, vi } from 'vitest'
import { createIngestion, type Ingestion } from './ingestion.ts'
import { event, scope } from './testing/legacy-events.ts'
import { memoryAnalytics } from './testing/memory-analytics.ts'

describe('a batch of events', () => {
  test('is answered event by event', async () => {
    const ingestion = createIngestion({ analytics: memoryAnalytics() })
    const good = event('trace-create', { id: 't' })
    const bad = event('span-create', { id: 'o', level: 'LOUD' })
    const { successes, errors } = await ingestion.ingestEvents(scope, {
      batch: [good, bad, { type: 'nonsense' }, 'text', event('sdk-log', { log: 'x' })],
      metadata: { sdk_name: 'js' },
    })
    expect(successes).toEqual([{ id: good.id, status: 201 }])
    expect(errors).toMatchObject([
      { id: bad.id, status: 400, message: 'Invalid request data', error: expect.stringContaining('level') },
      { id: 'unknown', status: 400 },
      { id: 'unknown', status: 400 },
    ])
  })

  test('of a browser may hold scores only', async () => {
    const analytics = memoryAnalytics()
    const ingestion = createIngestion({ analytics })
    const score = event('score-create', { id: 's', name: 'n', value: 1, traceId: 't' })
    const { successes, errors } = await ingestion.ingestEvents(
      { ...scope, allow: 'scores' },
      { batch: [score, event('trace-create', { id: 't' })] },
    )
    expect(successes).toEqual([{ id: score.id, status: 201 }])
    expect(errors).toMatchObject([{ status: 401, message: 'Access Scope Denied' }])
    expect([...analytics.rows('traces')]).toEqual([])
  })

  test('asks for score configs once, and not at all where no score names one', async () => {
    const findScoreConfigs = vi.fn(async () => new Map())
    const ingestion = createIngestion({ analytics: memoryAnalytics(), findScoreConfigs })
    const score = { name: 'n', value: 1, traceId: 't' }
    const plain = [event('score-create', score), event('score-create', { ...score, configId: null })]
    expect((await ingestion.ingestEvents(scope, { batch: plain })).successes).toHaveLength(2)
    expect(findScoreConfigs).not.toHaveBeenCalled()
    const naming = ['a', 'b'].map((configId) => event('score-create', { ...score, configId }))
    expect((await ingestion.ingestEvents(scope, { batch: naming })).errors).toHaveLength(2)
    expect(findScoreConfigs.mock.calls).toEqual([['p', ['a', 'b']]])
  })

  test.each([undefined, null, 'text', [], {}, { batch: {} }])('%j is no batch', async (body) => {
    const ingestion = createIngestion({ analytics: memoryAnalytics() })
    await expect(ingestion.ingestEvents(scope, body)).rejects.toMatchObject({ code: 'invalid_request' })
  })

  test('loses only the event whose body is nested beyond measure', async () => {
    const ingestion = createIngestion({ analytics: memoryAnalytics() })
    const deep = JSON.parse(`${'['.repeat(200_000)}${']'.repeat(200_000)}`) as unknown
    const [good, bad, worse] = [
      event('trace-create', { id: 't' }),
      event('generation-create', { id: 'o', output: deep }),
      event('trace-create', { id: 't', metadata: { deep } }),
    ]
    const { successes, errors } = await ingestion.ingestEvents(scope, { batch: [good, bad, worse] })
    expect(successes).toEqual([{ id: good?.id, status: 201 }])
    expect(errors).toMatchObject([
      { id: bad?.id, status: 400, error: expect.stringContaining('nested too deeply') },
      { id: worse?.id, status: 400 },
    ])
  })

  test('may come as bytes; broken JSON is told apart', async () => {
    const analytics = memoryAnalytics()
    const ingestion = createIngestion({ analytics })
    await ingestion.ingestEvents(
      scope,
      Buffer.from(JSON.stringify({ batch: [event('trace-create', { id: 'b' })] })),
    )
    expect(analytics.rows('traces').has('b')).toBe(true)
    await expect(ingestion.ingestEvents(scope, Buffer.from('{"batch":['))).rejects.toMatchObject({
      code: 'invalid_json',
    })
  })
})

describe('calls of a gateway', () => {
  const deliver = (ingestion: Ingestion, batches: unknown) =>
    ingestion.ingestCalls(new Set(['p', 'q']), Buffer.from(JSON.stringify({ batches })))

  test.each([1, 1024 ** 2])('are stored in the projects they are for (%d)', async (largeBodyBytes) => {
    const analytics = memoryAnalytics()
    await using ingestion = createIngestion({ analytics, largeBodyBytes })
    const [first, second, lost] = [1, 2, 3].map((n) => event('trace-create', { id: `t${n}` }))
    const { successes, errors } = await deliver(ingestion, [
      { projectId: 'p', events: [first] },
      { projectId: 'q', events: [second, { id: 'x' }] },
      { projectId: 'gone', events: [lost, 'text'] },
    ])
    expect(successes.map(({ id }) => id)).toEqual([first?.id, second?.id])
    expect(errors).toMatchObject([
      { id: 'x', status: 400 },
      { id: lost?.id, status: 404, message: 'Project gone not found' },
      { id: 'unknown', status: 404 },
    ])
    expect([...analytics.rows('traces').values()].map((row) => [row.project_id, row.id])).toEqual([
      ['p', 't1'],
      ['q', 't2'],
    ])
  })

  test('hold scores to the configs of the project they are for', async () => {
    const config = { id: 'c', name: 'tone', dataType: 'NUMERIC', isArchived: false } as const
    const bounds = { minValue: null, maxValue: null, categories: null }
    const analytics = memoryAnalytics()
    await using ingestion = createIngestion({
      analytics,
      findScoreConfigs: async (projectId) =>
        new Map(projectId === 'p' ? [['c', { ...config, ...bounds }]] : []),
    })
    const score = { traceId: 't', name: 'any', value: 1, configId: 'c' }
    const [own, foreign] = ['s1', 's2'].map((id) => event('score-create', { ...score, id }))
    const { successes, errors } = await deliver(ingestion, [
      { projectId: 'p', events: [own] },
      { projectId: 'q', events: [foreign] },
    ])
    expect(successes).toEqual([{ id: own?.id, status: 201 }])
    expect(errors).toMatchObject([{ id: foreign?.id, status: 400 }])
    expect([...analytics.rows('scores').values()]).toMatchObject([{ id: 's1', name: 'tone' }])
  })

  test('that are no batches are refused', async () => {
    await using ingestion = createIngestion({ analytics: memoryAnalytics() })
    await expect(deliver(ingestion, 'nothing')).rejects.toMatchObject({ code: 'invalid_request' })
  })
})

describe('large bodies', () => {
  test('are read on a thread of their own, with the same result', async () => {
    const batch = [
      event('trace-create', { id: 't', name: 'large', input: 'x'.repeat(2000), metadata: { a: 1 } }),
      event('generation-create', { id: 'o', traceId: 't', model: 'gpt-4o', usage: { input: 3 } }),
      event('score-create', { id: 's', name: 'n', value: 'good', traceId: 't' }),
    ]
    const rows = await Promise.all(
      [1, 1024 ** 2].map(async (largeBodyBytes) => {
        const analytics = memoryAnalytics()
        await using ingestion = createIngestion({ analytics, largeBodyBytes, now: () => 1 })
        const { successes } = await ingestion.ingestEvents(scope, Buffer.from(JSON.stringify({ batch })))
        expect(successes).toHaveLength(3)
        return ['traces', 'observations', 'scores'].map((table) => [
          ...analytics.rows(table as 'traces').values(),
        ])
      }),
    )
    expect(rows[0]).toEqual(rows[1])
  })

  test('that cannot be read are refused as small ones are', async () => {
    await using ingestion = createIngestion({ analytics: memoryAnalytics(), largeBodyBytes: 1 })
    const refused = [
      ingestion.ingestEvents(scope, Buffer.from('{')),
      ingestion.ingestEvents(scope, Buffer.from('{}')),
      ingestion.ingestSpans(scope, { encoding: 'protobuf', body: gzipSync('x') }),
    ]
    const codes = await Promise.all(refused.map((answer) => answer.catch((error) => error.code)))
    expect(codes).toEqual(['invalid_json', 'invalid_request', 'invalid_request'])
  })
})

test('a large body that cannot be handed over keeps no process alive', async () => {
  const threads = () => process.getActiveResourcesInfo().filter((name) => name === 'MessagePort').length
  const before = threads()
  await using ingestion = createIngestion({ analytics: memoryAnalytics(), largeBodyBytes: 1 })
  const unclonable = { ...scope, sdkName: (() => 'js') as unknown as string }
  await expect(ingestion.ingestEvents(unclonable, Buffer.from('{"batch":[]}'))).rejects.toThrow(/clone/)
  expect(threads()).toBe(before)
})

test.each([1, 1024 ** 2])('what nobody foresaw is no error of the catalogue (%d)', async (largeBodyBytes) => {
  await using ingestion = createIngestion({ analytics: memoryAnalytics(), largeBodyBytes })
  const body = Buffer.from(JSON.stringify({ batch: [event('trace-create', { id: 't' })] }))
  const error: unknown = await ingestion.ingestEvents(null as never, body).catch((thrown) => thrown)
  expect(error).toBeInstanceOf(Error)
  expect(error).not.toBeInstanceOf(KansokuError)
})

describe('acknowledgement', () => {
  test('comes after the rows, and those of traces come last', async () => {
    const analytics = memoryAnalytics()
    const told: [string, string[]][] = []
    const ingestion = createIngestion({
      analytics,
      onCommitted: (projectId, traceIds) => told.push([projectId, [...traceIds].sort()]),
    })
    await ingestion.ingestEvents(scope, {
      batch: [
        event('span-create', { id: 'o', traceId: 't1' }),
        event('score-create', { id: 's', name: 'n', value: 1, traceId: 't2' }),
      ],
    })
    expect(analytics.statements).toEqual([
      'insert event_parts',
      'event-parts/known',
      'insert observations',
      'insert scores',
      'insert traces',
      'deletion/marked-traces',
    ])
    expect(told).toEqual([['p', ['t1', 't2']]])
  })

  test.each(['insert event_parts', 'insert observations', 'insert traces'])(
    'of a sole writer does not come either when "%s" fails; the same batch again completes it',
    async (failing) => {
      let isFull = true
      const analytics = memoryAnalytics({
        before: (statement) => {
          if (isFull && statement === failing) throw new Error('disk full')
        },
      })
      const ingestion = createIngestion({ analytics, soleWriter: true })
      const batch = [event('span-create', { id: 'o', traceId: 't', name: 'n' })]
      await expect(ingestion.ingestEvents(scope, { batch })).rejects.toThrow('disk full')
      isFull = false
      await ingestion.ingestEvents(scope, { batch })
      await ingestion.ingestEvents(scope, { batch: [event('span-update', { id: 'o', output: 'x' })] })
      expect(analytics.rows('observations').get('o')).toMatchObject({
        name: 'n',
        output: 'x',
        row_version: 2,
      })
      expect(analytics.rows('traces').has('t')).toBe(true)
    },
  )

  test('of a sole writer is kept, whatever became of events that were never acknowledged', async () => {
    let isFull = true
    const analytics = memoryAnalytics({
      before: (statement) => {
        if (isFull && statement === 'insert event_parts') throw new Error('disk full')
      },
    })
    const ingestion = createIngestion({ analytics, soleWriter: true })
    const lost = [event('span-create', { id: 'o' }), event('span-update', { id: 'o', output: 'lost' })]
    await expect(ingestion.ingestEvents(scope, { batch: lost })).rejects.toThrow('disk full')
    isFull = false
    await ingestion.ingestEvents(scope, { batch: [event('span-update', { id: 'o', output: 'kept' })] })
    expect(analytics.rows('observations').get('o')).toMatchObject({ output: 'kept' })
  })

  test('does not come when a row could not be written; the same batch again completes it', async () => {
    let isFull = true
    const analytics = memoryAnalytics({
      before: (statement) => {
        if (isFull && statement === 'insert observations') throw new Error('disk full')
      },
    })
    const intakes: object[] = []
    const ingestion = createIngestion({ analytics, onIntake: (intake) => intakes.push(intake) })
    const batch = [event('span-create', { id: 'o', traceId: 't', name: 'n' }), 'text']
    await expect(ingestion.ingestEvents(scope, { batch })).rejects.toThrow('disk full')
    expect(analytics.rows('traces').size).toBe(0)
    isFull = false
    await ingestion.ingestEvents(scope, { batch })
    const intake = { kind: 'events', events: 1, rejected: 1 }
    expect(intakes).toEqual([
      { ...intake, isStored: false },
      { ...intake, isStored: true },
    ])
    expect(analytics.rows('observations').get('o')).toMatchObject({ name: 'n', row_version: 1 })
  })

  test('is not undone by a listener that throws', async () => {
    const ingestion = createIngestion({
      analytics: memoryAnalytics(),
      onCommitted: () => {
        throw new Error('listener')
      },
    })
    const { successes } = await ingestion.ingestEvents(scope, { batch: [event('trace-create', { id: 't' })] })
    expect(successes).toHaveLength(1)
  })

  test('a clock that is set back changes nothing', async () => {
    const analytics = memoryAnalytics()
    let now = 2_000_000_000_000_000
    const ingestion = createIngestion({ analytics, now: () => now })
    await ingestion.ingestEvents(scope, { batch: [event('trace-create', { id: 't', name: 'first' })] })
    now -= 86_400_000_000
    const later = '2026-01-01T00:00:01.000Z'
    await ingestion.ingestEvents(scope, {
      batch: [event('trace-create', { id: 't', name: 'second' }, later)],
    })
    expect(analytics.rows('traces').get('t')).toMatchObject({ name: 'second', row_version: 2 })
  })
})
