import {
  askObservationRecords,
  askScoresOfTraces,
  askTraceRecords,
  askTraceStatistics,
  toTraceStatistics,
} from '@kansoku/query'
import type { ExportedObservation, ExportedTrace } from './columns.ts'
import type { ObservationPortion, Portion, TracePortion } from './portion.ts'

/** The rows of a portion in the order of its keys; those that are gone are left out. */
export function joinRows(portion: Portion): readonly (ExportedTrace | ExportedObservation)[] {
  return portion.table === 'traces' ? joinTraces(portion) : joinObservations(portion)
}

function joinTraces({ keys, records, statistics, scores }: TracePortion): ExportedTrace[] {
  const recordOf = new Map(askTraceRecords.read(records).map((record) => [record.id, record]))
  const statisticsOf = new Map(askTraceStatistics.read(statistics).map((row) => [row.trace_id, row]))
  const scoresOf = Map.groupBy(askScoresOfTraces.read(scores), (score) => score.trace_id ?? '')
  return keys.flatMap(({ id }) => {
    const trace = recordOf.get(id)
    if (!trace) return []
    return { trace, statistics: toTraceStatistics(statisticsOf.get(id)), scores: scoresOf.get(id) ?? [] }
  })
}

function joinObservations({ keys, records, heads }: ObservationPortion): ExportedObservation[] {
  const recordOf = new Map(askObservationRecords.read(records).map((record) => [record.id, record]))
  const headOf = new Map(heads.map((head) => [head.id, head]))
  return keys.flatMap(({ id, traceId }) => {
    const observation = recordOf.get(id)
    return observation ? { observation, trace: headOf.get(traceId) } : []
  })
}
