import type { AnalyticsStore } from '@kansoku/storage'
import { askTraceNodes, type ObservationNodeRow } from '../observations/trace-nodes.ts'
import { type TraceStatistics, toTraceStatistics } from '../observations/trace-statistics.ts'
import { askTraceTotals } from '../observations/trace-totals.ts'
import { askScoresOfTraces } from '../scores/of-traces.ts'
import type { ScoreRecord } from '../scores/record.ts'
import { askTraceRecord, type TraceRecord } from './trace-record.ts'

export interface TraceWithNodes extends TraceStatistics {
  readonly trace: TraceRecord
  readonly usageDetails: Readonly<Record<string, number>>
  readonly costDetails: Readonly<Record<string, number>>
  /** Without input, output and metadata; by start time, at most `maxObservationsOfTrace`. */
  readonly nodes: readonly ObservationNodeRow[]
  readonly scores: readonly ScoreRecord[]
}

/** One trace with its observation tree; undefined when the project has none of that id. */
export async function getTraceWithNodes(
  store: AnalyticsStore,
  { projectId, traceId }: { projectId: string; traceId: string },
): Promise<TraceWithNodes | undefined> {
  const one = { projectId, traceId }
  const [[trace], nodes, [totals], scores] = await Promise.all([
    askTraceRecord(store, one),
    askTraceNodes(store, one),
    askTraceTotals(store, one),
    askScoresOfTraces(store, { projectId, traceIds: [traceId] }),
  ])
  if (!trace) return undefined
  return {
    trace,
    ...toTraceStatistics(totals),
    usageDetails: totals?.usage_sums ?? {},
    costDetails: totals?.cost_sums ?? {},
    nodes,
    scores,
  }
}
