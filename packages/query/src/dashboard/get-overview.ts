import type { AnalyticsStore } from '@kansoku/storage'
import type { z } from 'zod'
import { partsOfQuestion } from '../days/parts.ts'
import { previousRange, timelineOf } from './buckets.ts'
import { type FailedByDay, findFailedTraces } from './failed-traces.ts'
import { getObservationTotals } from './observation-totals.ts'
import { dashboardScope, type TileScope } from './scope.ts'
import { getTraceTotals } from './trace-totals.ts'

export interface Totals {
  readonly traces: number
  /** Calls of models: generations and embeddings. */
  readonly generations: number
  /** Traces with at least one ERROR observation. */
  readonly failedTraces: number
  /** Their share of all traces, 0 to 1; null without traces. */
  readonly errorRate: number | null
  /** US dollars. */
  readonly totalCost: number
  readonly inputTokens: number
  readonly outputTokens: number
  readonly cacheReadTokens: number
  readonly cacheWriteTokens: number
  readonly users: number
  readonly sessions: number
  /** Seconds, of finished model calls. */
  readonly latencyP50: number | null
  readonly latencyP95: number | null
}

/** Totals of the range and of the interval of equal length just before it. */
export async function getOverview(
  store: AnalyticsStore,
  scope: z.input<typeof dashboardScope>,
): Promise<{ current: Totals; previous: Totals }> {
  timelineOf(scope)
  const range: TileScope = { ...dashboardScope.parse(scope), parts: partsOfQuestion(store) }
  const before = { ...range, ...previousRange(range) }
  const failed = findFailedTraces(store, { ...range, from: before.from })
  const [current, previous] = await Promise.all([
    getTotals(store, range, failed),
    getTotals(store, before, failed),
  ])
  return { current, previous }
}

async function getTotals(
  store: AnalyticsStore,
  scope: TileScope,
  failed: Promise<FailedByDay | undefined>,
): Promise<Totals> {
  const [traces, observations] = await Promise.all([
    failed.then((failed) => getTraceTotals(store, scope, failed)),
    getObservationTotals(store, scope),
  ])
  const [latencyP50 = null, latencyP95 = null] = observations.latency
  return {
    traces: traces.traces,
    generations: observations.generations,
    failedTraces: traces.failed,
    errorRate: traces.traces > 0 ? traces.failed / traces.traces : null,
    totalCost: observations.total_cost,
    inputTokens: observations.input_tokens,
    outputTokens: observations.output_tokens,
    cacheReadTokens: observations.cache_read_tokens,
    cacheWriteTokens: observations.cache_write_tokens,
    users: traces.users,
    sessions: traces.sessions,
    latencyP50,
    latencyP95,
  }
}
