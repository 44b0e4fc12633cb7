import fc from 'fast-check'
import { expect, test } from 'vitest'
import { question } from '../testing/metrics.ts'
import { clear, project, store } from '../testing/telemetry.ts'
import { useAnalytics } from '../testing/use-analytics.ts'
import { getMetrics } from './get-metrics.ts'
import { bucketNumberOf, bucketStart } from './granularity.ts'

const analytics = useAnalytics()
const start = Date.parse('2026-11-20T00:00:00Z')
const iso = (milliseconds: number) => new Date(start + milliseconds).toISOString()

interface Trace {
  readonly user: string | null
  readonly tags: readonly string[]
}
interface Call {
  /** Place in the list of traces, or beyond it. */
  readonly trace: number
  readonly begins: number
  readonly lasts: number | null
  readonly model: string | null
  readonly tokens: number
  /** Quarters of a dollar. */
  readonly cost: number | null
  readonly tools: readonly string[]
  readonly versions: number
  readonly scores: number
}

const some = <T>(...items: T[]) => fc.constantFrom(...items)
const traces = fc.array(
  fc.record<Trace>({
    user: some(null, 'ann', 'bob'),
    tags: fc.uniqueArray(some('a', 'b'), { maxLength: 2 }),
  }),
  { maxLength: 4 },
)
const calls = fc.array(
  fc.record<Call>({
    trace: fc.nat(4),
    begins: fc.integer({ min: -3_600_000, max: 90_000_000 }),
    lasts: fc.option(fc.nat(100_000)),
    model: some(null, 'small', 'large'),
    tokens: fc.nat(1000),
    cost: fc.option(fc.nat(40)),
    tools: fc.array(some('read', 'search'), { maxLength: 3 }),
    versions: fc.integer({ min: 1, max: 2 }),
    scores: fc.nat(2),
  }),
  { maxLength: 25 },
)
const asked = fc.record({
  by: fc.subarray(['providedModelName', 'userId', 'tags', 'calledToolNames']),
  granularity: some(null, 'hour' as const, 'day' as const),
  user: some(undefined, 'ann'),
})
type Asked = typeof asked extends fc.Arbitrary<infer A> ? A : never

const metrics = [
  'count_count',
  'sum_totalTokens',
  'sum_totalCost',
  'avg_latency',
  'max_latency',
  'count_latency',
  'sum_countScores',
]

/** The same question over the rows themselves. */
function evaluate(known: readonly Trace[], rows: readonly Call[], { by, granularity, user }: Asked) {
  const groups = new Map<string, { row: Record<string, unknown>; calls: Call[] }>()
  for (const call of rows) {
    const trace = known[call.trace]
    if (call.begins < 0 || call.begins > 86_399_999 || (user && trace?.user !== user)) continue
    const tools = by.includes('calledToolNames') ? new Set(call.tools) : [undefined]
    for (const calledToolNames of tools) {
      const all: Record<string, unknown> = {
        providedModelName: call.model,
        userId: trace?.user ?? null,
        tags: trace?.tags ?? [],
        calledToolNames,
      }
      const row = Object.fromEntries(by.map((field) => [field, all[field]]))
      if (granularity)
        row.time_dimension = bucketStart(bucketNumberOf(iso(call.begins), granularity), granularity)
      const key = JSON.stringify(row)
      const group = groups.get(key) ?? { row, calls: [] }
      group.calls.push(call)
      groups.set(key, group)
    }
  }
  return [...groups.values()].map(({ row, calls }) => ({ ...row, ...aggregatesOf(calls) }))
}

function aggregatesOf(calls: readonly Call[]) {
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
  const present = (values: readonly (number | null)[]) => values.filter((value) => value !== null)
  const latencies = present(calls.map(({ lasts }) => lasts))
  const costs = present(calls.map(({ cost }) => cost))
  return {
    count_count: calls.length,
    sum_totalTokens: sum(calls.map(({ tokens }) => tokens)),
    sum_totalCost: costs.length > 0 ? sum(costs) / 4 : null,
    avg_latency: latencies.length > 0 ? sum(latencies) / latencies.length : null,
    max_latency: latencies.length > 0 ? Math.max(...latencies) : null,
    count_latency: latencies.length,
    sum_countScores: sum(calls.map(({ scores }) => scores)),
  }
}

async function fill(known: readonly Trace[], rows: readonly Call[]): Promise<void> {
  await clear(analytics())
  const observations = rows.flatMap((call, index) =>
    Array.from({ length: call.versions }, (_, version) => ({
      id: `o${index}`,
      trace_id: `t${call.trace}`,
      start_time: iso(call.begins),
      end_time: call.lasts === null ? null : iso(call.begins + call.lasts),
      provided_model_name: call.model,
      usage_details: { total: version + 1 === call.versions ? call.tokens : 7 },
      total_cost: call.cost === null ? null : String(call.cost / 4),
      tool_call_names: [...call.tools],
      row_version: version + 1,
    })),
  )
  await store(analytics(), {
    traces: known.map(({ user, tags }, index) => ({
      id: `t${index}`,
      timestamp: iso(0),
      user_id: user,
      tags: [...tags].sort(),
    })),
    observations,
    scores: rows.flatMap(({ scores, begins }, index) =>
      Array.from({ length: scores }, () => ({
        timestamp: iso(begins),
        observation_id: `o${index}`,
        value: 1,
      })),
    ),
  })
}

const sorted = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).sort()

test('answers are those of a naive evaluation', async () => {
  await fc.assert(
    fc.asyncProperty(
      traces.map((known) => known.map((trace) => ({ ...trace, tags: [...trace.tags].sort() }))),
      calls,
      fc.array(asked, { minLength: 1, maxLength: 4 }),
      async (known, rows, questions) => {
        await fill(known, rows)
        for (const { by, granularity, user } of questions) {
          const query = question('observations', {
            by,
            metrics,
            timeDimension: granularity && { granularity },
            filters: user ? [{ type: 'string', column: 'userId', operator: '=', value: user }] : [],
            // An order of its own: without rows that fill gaps.
            orderBy: [{ field: 'count_count', direction: 'asc' }],
          })
          const answer = await getMetrics(analytics(), { projectId: project, query, generation: 'v1' })
          const expected = evaluate(known, rows, { by, granularity, user })
          const none = by.length === 0 && granularity === null && expected.length === 0
          expect(sorted(answer)).toEqual(sorted(none ? [emptyAnswer] : expected))
        }
      },
    ),
    { numRuns: 12 },
  )
})

/** Sums over no rows are 0 where every row has a value. */
const emptyAnswer = aggregatesOf([])
