import type { MetricsQuery } from '@kansoku/contracts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { question } from '../testing/metrics.ts'
import { clear, type GivenObservation, type GivenTrace, project, store } from '../testing/telemetry.ts'
import { useAnalytics } from '../testing/use-analytics.ts'
import { answerByDay } from './answer-by-day.ts'
import { getMetrics } from './get-metrics.ts'
import { planMetrics } from './plan.ts'
import { presentRows } from './present.ts'

/** A busy machine takes its time; nothing here is about speed. */
const patient = { timeout: 180_000 }

const analytics = useAnalytics()
const start = Date.parse('2026-11-16T00:00:00Z')
const day = 86_400_000
const days = 5
const iso = (milliseconds: number) => new Date(start + milliseconds).toISOString()

const some = <T>(...items: T[]) => fc.constantFrom(...items)
const ids = fc.integer({ min: 0, max: 11 })

const observation = fc
  .record({
    ...{ id: ids, trace: fc.nat(3), begins: fc.nat(days * day - 1), lasts: fc.option(fc.nat(100_000)) },
    ...{ model: some(null, 'small', 'large'), tokens: fc.nat(1000), quarters: fc.option(fc.nat(40)) },
  })
  .map(
    (given): GivenObservation => ({
      id: `o${given.id}`,
      trace_id: `t${given.trace}`,
      // An id keeps its hour: another one would be another row until its tombstone comes.
      start_time: iso(((given.id * 0.41) % days) * day + (given.begins % 3_000)),
      end_time: given.lasts === null ? null : iso(days * day + given.lasts),
      provided_model_name: given.model,
      total_tokens: given.tokens,
      total_cost: given.quarters === null ? null : String(given.quarters / 4),
    }),
  )

/** What happens between two questions. */
const change = fc.oneof(
  { weight: 4, arbitrary: fc.array(observation, { minLength: 1, maxLength: 6 }).map((rows) => ({ rows })) },
  { weight: 1, arbitrary: ids.map((id) => ({ gone: `o${id}` })) },
  { weight: 1, arbitrary: fc.record({ trace: fc.nat(3), user: some('ann', 'bob') }) },
  { weight: 1, arbitrary: fc.constant({ merge: true as const }) },
)
type Change = typeof change extends fc.Arbitrary<infer C> ? C : never

const asked = fc.record({
  by: fc.subarray(['providedModelName', 'userId'], { maxLength: 1 }),
  metrics: fc.subarray(
    ['count_count', 'sum_totalTokens', 'avg_latency', 'max_latency', 'min_totalCost', 'sum_totalCost'],
    {
      minLength: 1,
    },
  ),
  granularity: some(null, 'hour' as const, 'day' as const, 'week' as const),
  model: some(undefined, 'small'),
  from: fc.nat(2 * day),
  to: fc.integer({ min: 3 * day, max: days * day + 1 }),
})

function toQuery(given: typeof asked extends fc.Arbitrary<infer A> ? A : never): MetricsQuery {
  const { by, metrics, granularity, model, from, to } = given
  return question('observations', {
    ...{ by, metrics, fromTimestamp: iso(from), toTimestamp: iso(to) },
    ...(granularity && { timeDimension: { granularity } }),
    ...(model && {
      filters: [{ type: 'string', column: 'providedModelName', operator: '=', value: model }],
    }),
  })
}

async function byDay(query: MetricsQuery) {
  const plan = planMetrics(query, 'v1')
  const range = { from: query.fromTimestamp, to: query.toTimestamp, limit: 1000 }
  const rows = await answerByDay(
    analytics(),
    plan,
    { projectId: project, filters: query.filters, ...range },
    0,
  )
  return rows && presentRows(plan, rows, range)
}

let version = 1
async function apply(given: Change): Promise<void> {
  version++
  const newer = { row_version: version }
  if ('rows' in given) {
    await store(analytics(), { observations: given.rows.map((row) => ({ ...row, ...newer })) })
  } else if ('gone' in given) {
    const id = Number(given.gone.slice(1))
    const start_time = iso(((id * 0.41) % days) * day)
    await store(analytics(), {
      observations: [{ id: given.gone, trace_id: 't', start_time, is_deleted: 1, ...newer }],
    })
  } else if ('trace' in given) {
    const trace: GivenTrace = { id: `t${given.trace}`, timestamp: iso(0), user_id: given.user, ...newer }
    await store(analytics(), { traces: [trace] })
  } else {
    for (const table of ['observations', 'traces']) {
      await analytics().command(`OPTIMIZE TABLE ${table} FINAL`)
    }
  }
}

test('days that are kept answer as all rows do, whatever happened since', patient, async () => {
  const steps = fc.array(fc.tuple(fc.array(change, { maxLength: 3 }), fc.nat(2)), {
    minLength: 2,
    maxLength: 6,
  })
  await fc.assert(
    fc.asyncProperty(fc.array(asked, { minLength: 3, maxLength: 3 }), steps, async (questions, steps) => {
      await clear(analytics())
      for (const [changes, which] of steps) {
        for (const given of changes) await apply(given)
        const query = toQuery(questions[which] ?? (questions[0] as (typeof questions)[number]))
        const kept = await byDay(query)
        const direct = await getMetrics(analytics(), { projectId: project, query, generation: 'v1' })
        // Undefined where no row is and one group must be.
        if (kept) expect(rounded(kept)).toEqual(rounded(direct))
      }
    }),
    { numRuns: 25 },
  )
})

/** Sums of averages differ in their last digits. */
const rounded = (rows: readonly object[]) =>
  rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([key, value]) => [
        key,
        typeof value === 'number' ? Number(value.toPrecision(9)) : value,
      ]),
    ),
  )

test('another project, and a question that differs in a value only, have days of their own', async () => {
  await clear(analytics())
  const at = (hour: number) => iso(day + hour * 3_600_000)
  await store(analytics(), {
    observations: [
      { trace_id: 't', start_time: at(1), provided_model_name: 'small' },
      { trace_id: 't', start_time: at(2), provided_model_name: 'large' },
      { trace_id: 't', start_time: at(3), provided_model_name: 'large' },
      { trace_id: 't', start_time: at(4), provided_model_name: 'small', project_id: 'another' },
    ],
  })
  const plan = planMetrics(question('observations'), 'v1')
  const ask = (projectId: string, value: string) =>
    answerByDay(
      analytics(),
      plan,
      {
        ...{ projectId, from: iso(0), to: iso(days * day), limit: 10 },
        filters: [{ type: 'string', column: 'providedModelName', operator: '=', value }],
      },
      0,
    )
  expect(await ask(project, 'small')).toEqual([expect.objectContaining({ m0: 1 })])
  expect(await ask(project, 'large')).toEqual([expect.objectContaining({ m0: 2 })])
  expect(await ask('another', 'small')).toEqual([expect.objectContaining({ m0: 1 })])
  expect(await ask('another', 'large')).toBeUndefined()
})

test('texts and lists of them are in the order in which the engine has them', async () => {
  await clear(analytics())
  const texts = ['a', 'a b', 'a!', 'a"', 'a,', 'a\\', 'a\tb', 'あ', 'ｱ', '😀', 'A']
  const lists = [
    [],
    ['a'],
    ['a', 'b'],
    ['a b'],
    ['a!'],
    ['a,b'],
    ['b'],
    ['a', 'a', 'a'],
    ['"'],
    ['あ'],
    ['é'],
  ]
  await store(analytics(), {
    traces: texts.map((name, index) => ({
      ...{ id: `t${index}`, timestamp: iso((index % days) * day), name },
      tags: lists[index] ?? [],
    })),
  })
  for (const dimension of ['name', 'tags']) {
    for (const direction of ['asc', 'desc'] as const) {
      const query = question('traces', {
        ...{ by: [dimension], fromTimestamp: iso(0), toTimestamp: iso(days * day) },
        orderBy: [{ field: dimension, direction }],
      })
      const direct = await getMetrics(analytics(), { projectId: project, query, generation: 'v1' })
      expect(direct).toHaveLength(texts.length)
      expect(await byDay(query)).toEqual(direct)
    }
  }
})

test('distributions over several days are within a hundredth of what they are', async () => {
  await clear(analytics())
  const seconds = Array.from({ length: 400 }, (_, index) => (index * 37) % 100)
  await store(analytics(), {
    observations: seconds.map((lasts, index) => ({
      trace_id: 't',
      start_time: iso((index % days) * day),
      end_time: iso((index % days) * day + lasts * 1000),
    })),
  })
  const query = question('observations', {
    ...{ metrics: ['p50_latency', 'p99_latency', 'histogram_latency'] },
    ...{ fromTimestamp: iso(0), toTimestamp: iso(days * day) },
  })
  const [row] = (await byDay(query)) ?? []
  const sorted = seconds.toSorted((a, b) => a - b)
  for (const [key, share] of [
    ['p50_latency', 0.5],
    ['p99_latency', 0.99],
  ] as const) {
    const exact = 1000 * (sorted[Math.floor(share * (sorted.length - 1))] as number)
    expect(Math.abs(Number(row?.[key]) - exact)).toBeLessThanOrEqual(0.0101 * exact)
  }
  const bins = row?.histogram_latency as [number, number, number][]
  expect(bins).toHaveLength(10)
  expect(bins.reduce((sum, [, , height]) => sum + height, 0)).toBe(400)
  for (const [index, [lower, upper]] of bins.entries()) {
    expect(lower).toBeLessThanOrEqual(upper)
    if (index > 0) expect(lower).toBe(bins[index - 1]?.[1])
  }
})
