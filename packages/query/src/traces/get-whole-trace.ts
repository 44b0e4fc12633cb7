import type { AnalyticsStore } from '@kansoku/storage'
import { askKeysOfTrace } from '../observations/keys-of-trace.ts'
import type { ObservationRecord } from '../observations/records.ts'
import { getObservationsOfTrace } from '../observations/records-of-trace.ts'
import { askScoresOfTraces } from '../scores/of-traces.ts'
import type { ScoreRecord } from '../scores/record.ts'
import { askTraceRecord, type TraceRecord } from './trace-record.ts'

interface Options {
  readonly projectId: string
  readonly traceId: string
  /** What to read besides the trace itself; the rest comes back empty. */
  readonly observations: boolean
  readonly measures: boolean
  readonly scores: boolean
}

export interface WholeTrace {
  readonly trace: TraceRecord
  /** Seconds from the first start to the last end; null while nothing has ended. */
  readonly latency: number | null
  /** US dollars; null where nothing has a price. */
  readonly totalCost: number | null
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
  const found = wanted.observations || wanted.measures ? askKeysOfTrace(store, one) : Promise.resolve([])
  const [[trace], [measures], observations, scores] = await Promise.all([
    askTraceRecord(store, one),
    found,
    wanted.observations
      ? found.then(([row]) => getObservationsOfTrace(store, { ...one, keys: row?.keys ?? [] }))
      : [],
    wanted.scores ? askScoresOfTraces(store, { projectId, traceIds: [traceId] }) : [],
  ])
  if (!trace) return undefined
  return {
    trace,
    latency: measures?.latency ?? null,
    totalCost: measures?.total_cost ?? null,
    observations,
    scores,
  }
}
