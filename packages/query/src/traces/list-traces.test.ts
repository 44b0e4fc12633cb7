import type { FilterCondition } from '@kansoku/contracts'
import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { clear, type GivenObservation, type GivenTrace, project, store } from '../testing/telemetry.ts'
import { useAnalytics } from '../testing/use-analytics.ts'
import { type TraceOrderColumn, traceOrder } from './columns.ts'
import { listTraces } from './list-traces.ts'

const analytics = useAnalytics()

const firstPage = { orderBy: 'timestamp', order: 'desc', limit: 50, offset: 0 } as const
type Page = Parameters<typeof listTraces>[1]

const list = (page: Partial<Page> = {}) =>
  listTraces(analytics(), { projectId: project, ...firstPage, ...page })
const ids = async (page: Partial<Page> = {}) => (await list(page)).rows.map(({ trace }) => trace.id)
const at = (time: string) => `2026-11-20T${time}Z`

describe('the list', () => {
  test('is empty for a project without traces', async () => {
    expect(await list()).toEqual({ rows: [], totalItems: 0 })
  })

  test('shows what the observations of a trace add up to', async () => {
    await store(analytics(), {
      traces: [
        {
          id: 't',
          timestamp: at('10:00:00'),
          input: '{"a":1}',
          input_preview: 'a',
          tags: ['x'],
          user_id: 'ann',
        },
      ],
      observations: [
        { trace_id: 't', type: 'SPAN', start_time: at('10:00:01'), end_time: at('10:00:09') },
        {
          trace_id: 't',
          start_time: at('10:00:02'),
          end_time: at('10:00:05'),
          provided_model_name: 'sonnet',
          usage_details: { input: 100, input_cached_tokens: 900, output: 50, total: 1050 },
          total_cost: '0.1',
        },
        {
          trace_id: 't',
          start_time: at('10:00:04'),
          end_time: at('10:00:11.250'),
          provided_model_name: 'haiku',
          level: 'ERROR',
          usage_details: { input: 20, output: 5, total: 25, cache_creation_input_tokens: 15 },
          total_cost: '0.2',
        },
      ],
    })
    const { rows, totalItems } = await list()
    expect(totalItems).toBe(1)
    expect(rows[0]).toMatchObject({
      trace: { id: 't', timestamp: '2026-11-20T10:00:00.000Z', input_preview: 'a', has_output: false },
      models: ['haiku', 'sonnet'],
      observationCount: 3,
      errorCount: 1,
      level: 'ERROR',
      recovered: false,
      latency: 10.25,
      inputTokens: 1020,
      outputTokens: 55,
      cacheReadTokens: 900,
      cacheWriteTokens: 15,
      totalTokens: 1075,
    })
    expect(rows[0]?.totalCost).toBeCloseTo(0.3, 12)
  })

  test('shows a trace without observations with nothing measured', async () => {
    await store(analytics(), { traces: [{ id: 't', timestamp: at('10:00:00') }] })
    expect((await list()).rows[0]).toMatchObject({
      observationCount: 0,
      level: 'DEFAULT',
      latency: null,
      totalCost: null,
      totalTokens: 0,
      models: [],
    })
  })

  test('takes from the range its beginning and not its end, to the microsecond', async () => {
    const timestamps = ['10:30:00', '10:30:00.000001', '10:59:59.999999', '11:00:00']
    await store(analytics(), { traces: timestamps.map((time) => ({ id: time, timestamp: at(time) })) })
    expect(await ids({ from: at('10:30:00.000001'), to: at('11:00:00'), order: 'asc' })).toEqual([
      '10:30:00.000001',
      '10:59:59.999999',
    ])
    expect(
      await ids({ from: '2026-11-20T19:30:00.000001+09:00', to: '2026-11-20T20:00:00+09:00' }),
    ).toHaveLength(2)
  })

  test('keeps to the environments asked for', async () => {
    await store(analytics(), {
      traces: ['default', 'staging', 'production'].map((environment) => ({
        id: environment,
        timestamp: at('10:00:00'),
        environment,
      })),
    })
    expect(await ids({ environment: ['staging', 'production'] })).toEqual(['production', 'staging'])
    expect(await ids({ environment: [] })).toHaveLength(3)
  })

  test('reaches far back and ahead', async () => {
    await store(analytics(), {
      traces: [
        { id: 'old', timestamp: '1999-12-31T23:59:59Z' },
        { id: 'now', timestamp: at('10:00:00') },
      ],
    })
    expect(await ids({ from: '0001-01-01T00:00:00Z', to: '9999-12-31T00:00:00Z' })).toEqual(['now', 'old'])
  })
})

describe('versions of a trace', () => {
  test('only the newest shows, although an older one lies in the range and the newest does not', async () => {
    await store(analytics(), {
      traces: [{ id: 't', timestamp: at('10:05:00'), name: 'early', row_version: 1 }],
    })
    await store(analytics(), {
      traces: [{ id: 't', timestamp: at('10:50:00'), name: 'late', row_version: 2 }],
    })
    expect(await ids({ from: at('10:00:00'), to: at('10:30:00') })).toEqual([])
    expect((await list({ from: at('10:00:00') })).rows.map(({ trace }) => trace.name)).toEqual(['late'])
    const early = { type: 'string', column: 'name', operator: '=', value: 'early' } as const
    expect(await ids({ filter: [early] })).toEqual([])
  })

  test('a trace that moved to another hour leaves nothing behind', async () => {
    await store(analytics(), { traces: [{ id: 't', timestamp: at('12:10:00'), user_id: 'ann' }] })
    await store(analytics(), {
      traces: [
        { id: 't', timestamp: at('10:10:00'), user_id: 'ann', row_version: 2 },
        { id: 't', timestamp: at('12:10:00'), row_version: 2, is_deleted: 1 },
      ],
    })
    expect(await ids({ from: at('12:00:00') })).toEqual([])
    const { rows, totalItems } = await list()
    expect(totalItems).toBe(1)
    expect(rows.map(({ trace }) => trace.timestamp)).toEqual(['2026-11-20T10:10:00.000Z'])
  })

  test('observations count once, in their newest version', async () => {
    const given = { id: 'o', trace_id: 't', start_time: at('10:00:00'), total_cost: '1' }
    await store(analytics(), { traces: [{ id: 't', timestamp: at('10:00:00') }], observations: [given] })
    await store(analytics(), {
      observations: [
        { ...given, row_version: 2, total_cost: '3', start_time: at('09:00:00') },
        { ...given, row_version: 2, is_deleted: 1 },
        // Delivered twice.
        { ...given, row_version: 2, total_cost: '3', start_time: at('09:00:00') },
      ],
    })
    expect((await list()).rows).toMatchObject([{ observationCount: 1, totalCost: 3 }])
    expect((await list({ orderBy: 'totalCost' })).rows).toMatchObject([{ observationCount: 1, totalCost: 3 }])
  })
})

test('projects never mix, even with equal ids', async () => {
  for (const [project_id, total_cost] of [
    [project, '1'],
    ['project-2', '2'],
  ] as const) {
    await store(analytics(), {
      traces: [{ project_id, id: 't', timestamp: at('10:00:00'), name: project_id }],
      observations: [
        {
          project_id,
          id: 'o',
          trace_id: 't',
          start_time: at('10:00:00'),
          total_cost,
          provided_model_name: project_id,
        },
      ],
      scores: [{ project_id, id: 's', trace_id: 't', timestamp: at('10:00:00'), name: project_id, value: 1 }],
    })
  }
  const model: FilterCondition = {
    type: 'stringOptions',
    column: 'model',
    operator: 'any of',
    value: ['project-2'],
  }
  const score = { type: 'numberObject', column: 'scores', key: 'project-2', operator: '>', value: 0 } as const
  for (const orderBy of ['timestamp', 'totalCost'] as const) {
    const mine = await list({ orderBy })
    expect(mine).toMatchObject({
      totalItems: 1,
      rows: [{ trace: { name: project }, totalCost: 1, models: [project] }],
    })
  }
  expect(await ids({ filter: [model] })).toEqual([])
  expect(await ids({ filter: [score] })).toEqual([])
  expect(await ids({ projectId: 'project-2', filter: [model] })).toEqual(['t'])
  expect(await ids({ projectId: 'project-3' })).toEqual([])
})

describe('search', () => {
  beforeEach(() =>
    store(analytics(), {
      traces: [
        { id: 'trace-abc', timestamp: at('10:00:00'), name: 'Weather', user_id: 'ann@example.com' },
        {
          id: 'b',
          timestamp: at('10:00:00'),
          input_preview: '東京の天気を教えてください',
          session_id: 'S-77',
        },
        { id: 'c', timestamp: at('10:00:00'), output_preview: 'Tomorrow it will rain (90%)' },
      ],
    }),
  )

  test.each([
    ['abc', ['trace-abc']],
    ['weather', ['trace-abc']],
    ['ANN@', ['trace-abc']],
    ['天気', ['b']],
    ['天気を教え', ['b']],
    ['s-77', ['b']],
    ['RAIN', ['c']],
    ['90%', ['c']],
    ['%', ['c']],
    ["' OR 1=1 --", []],
    ['気天', []],
  ])('%s', async (search, expected) => {
    expect(await ids({ search })).toEqual(expected)
  })
})

describe('sorting and paging', () => {
  const hour = fc.integer({ min: 0, max: 23 })
  const someTraces = fc.uniqueArray(
    fc.record({
      id: fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 8 }),
      hour,
      name: fc.option(fc.constantFrom('a', 'b', 'c')),
      durations: fc.array(fc.integer({ min: 0, max: 90 }), { maxLength: 3 }),
      cost: fc.option(fc.integer({ min: 0, max: 5 })),
      level: fc.constantFrom('DEBUG', 'DEFAULT', 'WARNING', 'ERROR'),
    }),
    { selector: ({ id }) => id, minLength: 5, maxLength: 40 },
  )
  type Made = (typeof someTraces extends fc.Arbitrary<infer T> ? T : never)[number]

  const ranks = ['DEBUG', 'DEFAULT', 'WARNING', 'ERROR']
  const latencyOf = ({ durations }: Made) => (durations.length ? Math.max(...durations) : null)
  const costOf = ({ durations, cost }: Made) =>
    durations.length && cost !== null ? cost * durations.length : null
  const levelOf = ({ durations, level }: Made) => ranks.indexOf(durations.length ? level : 'DEFAULT')

  function rowsOf(made: readonly Made[]): { traces: GivenTrace[]; observations: GivenObservation[] } {
    const start = ({ hour }: Made) => at(`${String(hour).padStart(2, '0')}:00:00`)
    return {
      traces: made.map((one) => ({ id: one.id, timestamp: start(one), name: one.name })),
      observations: made.flatMap((one) =>
        one.durations.map((seconds) => ({
          trace_id: one.id,
          start_time: start(one),
          end_time: new Date(Date.parse(start(one)) + seconds * 1000).toISOString(),
          total_cost: one.cost === null ? null : String(one.cost),
          level: one.level,
        })),
      ),
    }
  }

  const keys: Partial<Record<TraceOrderColumn, (made: Made) => number | string | null>> = {
    timestamp: ({ hour }) => hour,
    name: ({ name }) => name,
    latency: latencyOf,
    totalCost: costOf,
    level: levelOf,
  }

  test('every order is right over the whole range, page by page, what is unknown last', async () => {
    await fc.assert(
      fc.asyncProperty(
        someTraces,
        fc.constantFrom(...(Object.keys(keys) as TraceOrderColumn[])),
        fc.constantFrom('asc', 'desc'),
        async (made, orderBy, order) => {
          await clear(analytics())
          await store(analytics(), rowsOf(made))
          const found: string[] = []
          for (let offset = 0; offset < made.length + 7; offset += 7) {
            const { rows, totalItems } = await list({ orderBy, order, limit: 7, offset })
            expect(totalItems).toBe(made.length)
            found.push(...rows.map(({ trace }) => trace.id))
          }
          expect([...found].sort()).toEqual(made.map(({ id }) => id).sort())
          const byId = new Map(made.map((one) => [one.id, one]))
          const values = found.map((id) => keys[orderBy]?.(byId.get(id) as Made) ?? null)
          const known = values.filter((value) => value !== null)
          const sign = order === 'asc' ? 1 : -1
          expect(values.slice(known.length).every((value) => value === null)).toBe(true)
          expect(known).toEqual([...known].sort((a, b) => sign * (a < b ? -1 : a > b ? 1 : 0)))
        },
      ),
      { numRuns: 12 },
    )
  }, 60_000)

  test.each(Object.keys(traceOrder) as TraceOrderColumn[])('%s is a column to sort by', async (orderBy) => {
    await store(analytics(), { traces: [{ id: 't', timestamp: at('10:00:00') }] })
    expect(await ids({ orderBy })).toEqual(['t'])
  })

  test('a page beyond the last is empty and still knows the total', async () => {
    await store(analytics(), { traces: [{ id: 't', timestamp: at('10:00:00') }] })
    for (const orderBy of ['timestamp', 'name', 'latency'] as const) {
      expect(await list({ orderBy, offset: 50 })).toEqual({ rows: [], totalItems: 1 })
    }
  })
})
