import type { AnalyticsStore } from '@kansoku/storage'
import { expect, test } from 'vitest'
import { type GivenObservation, project, store } from '../testing/telemetry.ts'
import { useAnalytics } from '../testing/use-analytics.ts'
import { withRows } from '../testing/with-rows.ts'
import { getErrors } from './get-errors.ts'
import { getLatency } from './get-latency.ts'
import { getModelUsage } from './get-model-usage.ts'
import { getOverview } from './get-overview.ts'
import { getLatencyHistogram } from './latency-histogram.ts'
import { getTracesOverTime } from './traces-over-time.ts'

const analytics = useAnalytics()
const start = Date.parse('2026-11-16T00:00:00Z')
const hour = 3_600_000
const iso = (milliseconds: number) => new Date(start + milliseconds).toISOString()

const range = { projectId: project, from: iso(30 * hour), to: iso(130 * hour) }

async function everything(store: AnalyticsStore, scope: typeof range) {
  const tiles = { getOverview, getErrors, getModelUsage, getTracesOverTime, getLatencyHistogram }
  const answers = Object.entries(tiles).map(async ([name, ask]) => [name, await ask(store, scope)] as const)
  return Object.fromEntries(await Promise.all(answers))
}

const beginOf = (trace: number) => Math.round((trace * 3.6 * hour) % (144 * hour))

/** Calls and traces that touch every figure, spread over six days. */
function telemetry(count: number) {
  const models = ['small', 'large', null]
  const observations = Array.from({ length: count }, (_, index): GivenObservation => {
    const begins = beginOf(index % 40) + (index % 11) * 3 * hour
    return {
      ...{ id: `o${index}`, trace_id: `t${index % 40}`, start_time: iso(begins) },
      end_time: index % 9 === 0 ? null : iso(begins + 100 + ((index * 7919) % 20_000)),
      completion_start_time: iso(begins + 50 + (index % 800)),
      provided_model_name: models[index % 3] ?? null,
      level: index % 7 === 0 ? 'ERROR' : 'DEFAULT',
      status_message:
        index % 7 === 0 ? ['TimeoutError: late', 'litellm.RateLimitError: slow'][index % 2] : null,
      total_cost: index % 4 === 0 ? null : '0.25',
      usage_details: { input: 10, output: index % 5, total: 10 + (index % 5) },
    } as GivenObservation
  })
  const traces = Array.from({ length: 40 }, (_, index) => ({
    ...{ id: `t${index}`, timestamp: iso(beginOf(index)) },
    user_id: index % 4 === 0 ? null : `user-${index % 6}`,
    session_id: index % 3 === 0 ? null : `session-${index % 11}`,
  }))
  return { observations, traces }
}

test('tiles say the same whether they are added up from days that are kept or asked of all rows', async () => {
  const { observations, traces } = telemetry(300)
  await store(analytics(), { traces, observations: observations.slice(0, 250) })
  const [direct, byDay] = [withRows(analytics(), 0), withRows(analytics(), 1_000_000)]
  for (const scope of [range, { ...range, environment: ['default'] }, { ...range, to: iso(140 * hour) }]) {
    expect(ofTimes(await everything(byDay, scope))).toEqual(ofTimes(await everything(direct, scope)))
  }
  // Late events, and one that is replaced.
  await store(analytics(), {
    observations: [
      ...observations.slice(250),
      { ...(observations[10] as GivenObservation), row_version: 2, total_cost: '9' },
    ],
  })
  expect(ofTimes(await everything(byDay, range))).toEqual(ofTimes(await everything(direct, range)))
  expect(ofTimes(await everything(byDay, range))).toEqual(ofTimes(await everything(direct, range)))
})

type Answers = Awaited<ReturnType<typeof everything>>

/** Latencies of days are sketches: they have a test of their own. */
function ofTimes({ getOverview: overview, ...rest }: Answers) {
  const { current, previous } = overview as Awaited<ReturnType<typeof getOverview>>
  const exact = (totals: typeof current) => ({ ...totals, latencyP50: 0, latencyP95: 0 })
  return { ...rest, current: exact(current), previous: exact(previous) }
}

test('response times that are added up from days are within a hundredth', async () => {
  await store(analytics(), telemetry(300))
  const direct = await getLatency(withRows(analytics(), 0), range)
  const byDay = await getLatency(withRows(analytics(), 1_000_000), range)
  expect(byDay.models.map(({ model, calls }) => [model, calls])).toEqual(
    direct.models.map(({ model, calls }) => [model, calls]),
  )
  for (const [index, { avg, p50, p99, timeToFirstTokenP50 }] of direct.models.entries()) {
    const model = byDay.models[index]
    expect(model?.avg).toBeCloseTo(avg ?? 0, 6)
    // The engine takes the mean of two values between which a quantile falls.
    for (const [kept, exact] of [
      [model?.p50, p50],
      [model?.p99, p99],
      [model?.timeToFirstTokenP50, timeToFirstTokenP50],
    ] as const) {
      expect(Math.abs((kept ?? 0) / (exact ?? 1) - 1)).toBeLessThan(0.04)
    }
  }
  expect(byDay.points.map(({ time, avg }) => [time, avg === null])).toEqual(
    direct.points.map(({ time, avg }) => [time, avg === null]),
  )
})
