import type { AnalyticsStore } from '@kansoku/storage'
import type { z } from 'zod'
import { previousRange, timelineOf } from './buckets.ts'
import { askObservationTotals } from './observation-totals.ts'
import type { dashboardScope } from './scope.ts'
import { askTraceTotals } from './trace-totals.ts'

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
  const both = { ...scope, from: previousRange(scope).from, boundary: scope.from }
  const [traces, observations] = await Promise.all([
    askTraceTotals(store, both),
    askObservationTotals(store, both),
  ])
  const totals = (current: boolean) =>
    toTotals(
      traces.find((row) => row.current === current),
      observations.find((row) => row.current === current),
    )
  return { current: totals(true), previous: totals(false) }
}

type TraceTotals = Awaited<ReturnType<typeof askTraceTotals>>[number]
type ObservationTotals = Awaited<ReturnType<typeof askObservationTotals>>[number]

function toTotals(traces: TraceTotals | undefined, observations: ObservationTotals | undefined): Totals {
  return {
    traces: traces?.traces ?? 0,
    generations: observations?.generations ?? 0,
    failedTraces: traces?.failed ?? 0,
    errorRate: traces ? traces.failed / traces.traces : null,
    totalCost: observations?.total_cost ?? 0,
    inputTokens: observations?.input_tokens ?? 0,
    outputTokens: observations?.output_tokens ?? 0,
    cacheReadTokens: observations?.cache_read_tokens ?? 0,
    cacheWriteTokens: observations?.cache_write_tokens ?? 0,
    users: traces?.users ?? 0,
    sessions: traces?.sessions ?? 0,
    latencyP50: observations?.latency[0] ?? null,
    latencyP95: observations?.latency[1] ?? null,
  }
}
