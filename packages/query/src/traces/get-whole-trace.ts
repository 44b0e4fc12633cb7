import type { AnalyticsStore } from '@kansoku/storage'
import { askObservationKeysOfTrace, type KeyOfTrace } from '../observations/keys-of-trace.ts'
import type { ObservationRecord } from '../observations/records.ts'
import { getObservationsOfTrace } from '../observations/records-of-trace.ts'
import { maxObservationsOfTrace } from '../observations/trace-nodes.ts'
import {
  askTraceStatistics,
  type TraceStatistics,
  toTraceStatistics,
} from '../observations/trace-statistics.ts'
import { askScoresOfTraces } from '../scores/of-traces.ts'
import type { ScoreRecord } from '../scores/record.ts'
import { askTraceRecord, type TraceRecord } from './trace-record.ts'

interface Options {
  readonly projectId: string
  readonly traceId: string
  /** What to read besides the trace itself; the rest comes back empty. */
  readonly observations: boolean
  readonly statistics: boolean
  readonly scores: boolean
}

export interface WholeTrace {
  readonly trace: TraceRecord
  readonly statistics: TraceStatistics
  /** By start time, at most `maxObservationsOfTrace`. */
  readonly observations: readonly ObservationRecord[]
  readonly scores: readonly ScoreRecord[]
}

/**
 * One trace with everything that was said in it; undefined when the project has none of that id.
 * Throws `response_too_large` when the input and output of its observations are.
 */
export async function getWholeTrace(
  store: AnalyticsStore,
  { projectId, traceId, ...wanted }: Options,
): Promise<WholeTrace | undefined> {
  const one = { projectId, traceId }
  const traces = { projectId, traceIds: [traceId] }
  const keys =
    wanted.observations || wanted.statistics ? askObservationKeysOfTrace(store, one) : Promise.resolve([])
  const [[trace], [statistics], observations, scores] = await Promise.all([
    askTraceRecord(store, one),
    wanted.statistics
      ? keys.then((keys) => askTraceStatistics(store, { ...traces, ...startTimesOf(keys) }))
      : [],
    wanted.observations ? keys.then((keys) => getObservationsOfTrace(store, { ...one, keys })) : [],
    wanted.scores ? askScoresOfTraces(store, traces) : [],
  ])
  return trace && { trace, statistics: toTraceStatistics(statistics), observations, scores }
}

/** Statistics cover all observations: where there are more than keys are read of, their hours are not known. */
function startTimesOf(keys: readonly KeyOfTrace[]) {
  return keys.length < maxObservationsOfTrace ? { startTimes: keys.map(({ start_time }) => start_time) } : {}
}
