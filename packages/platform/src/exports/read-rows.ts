import { filterOfSelection, type RowSelection } from '@kansoku/contracts'
import {
  askNextTraceKeys,
  askObservationRecords,
  askScoresOfTraces,
  askTraceHeads,
  askTraceRecords,
  askTraceStatistics,
  findNewestObservations,
  toTraceStatistics,
} from '@kansoku/query'
import type { AnalyticsStore } from '@kansoku/storage'
import type { ExportedObservation, ExportedTrace } from './columns.ts'

/** Where a row stands: in the order in which rows are read, the newest first. */
export interface RowKey {
  readonly id: string
  /** With microseconds. */
  readonly time: string
  readonly traceId: string
}

/** How rows of one table are gone through. */
export interface RowSource {
  /** Keys of rows behind one of them. */
  nextKeys(after: RowKey | null, limit: number): Promise<RowKey[]>
  /** The rows of these keys in their order; those that are gone are left out. */
  read(keys: readonly RowKey[]): Promise<readonly (ExportedTrace | ExportedObservation)[]>
}

interface Source {
  readonly analytics: AnalyticsStore
  readonly projectId: string
  readonly selection: RowSelection
}

export function rowSource(table: 'traces' | 'observations', source: Source): RowSource {
  return table === 'traces' ? traceSource(source) : observationSource(source)
}

/** What a selection amounts to, for questions about its rows. */
export function scopeOf({ projectId, selection }: Pick<Source, 'projectId' | 'selection'>) {
  const { from, to, environment, search } = selection
  const filter = filterOfSelection(selection)
  return { projectId, from, to, environment, filter, ...(search && { search }) }
}

export async function nextTraceKeys(source: Source, after: RowKey | null, limit: number): Promise<RowKey[]> {
  const keys = await askNextTraceKeys(source.analytics, {
    ...scopeOf(source),
    ...(after && { after: { timestamp: after.time, id: after.id } }),
    limit,
  })
  return keys.map(({ id, timestamp }) => ({ id, time: timestamp, traceId: id }))
}

function traceSource(source: Source): RowSource {
  const { analytics, projectId } = source
  return {
    nextKeys: (after, limit) => nextTraceKeys(source, after, limit),
    async read(keys) {
      const traceIds = keys.map(({ id }) => id)
      const [records, statistics, scores] = await Promise.all([
        askTraceRecords(analytics, {
          projectId,
          keys: keys.map(({ id, time }) => ({ id, timestamp: time })),
        }),
        askTraceStatistics(analytics, { projectId, traceIds }),
        askScoresOfTraces(analytics, { projectId, traceIds }),
      ])
      const recordOf = new Map(records.map((record) => [record.id, record]))
      const statisticsOf = new Map(statistics.map((row) => [row.trace_id, row]))
      const scoresOf = Map.groupBy(scores, (score) => score.trace_id ?? '')
      return keys.flatMap(({ id }) => {
        const trace = recordOf.get(id)
        if (!trace) return []
        return { trace, statistics: toTraceStatistics(statisticsOf.get(id)), scores: scoresOf.get(id) ?? [] }
      })
    },
  }
}

function observationSource(source: Source): RowSource {
  const { analytics, projectId } = source
  return {
    async nextKeys(after, limit) {
      const found = await findNewestObservations(analytics, {
        ...scopeOf(source),
        ...(after && { after: { startTime: after.time, traceId: after.traceId, id: after.id } }),
        limit,
      })
      return found.map((key) => ({ id: key.id, time: key.start_time, traceId: key.trace_id }))
    },
    async read(keys) {
      const traceIds = [...new Set(keys.map(({ traceId }) => traceId))]
      const [records, heads] = await Promise.all([
        askObservationRecords(analytics, {
          projectId,
          keys: keys.map(({ id, time }) => ({ id, start_time: time })),
        }),
        askTraceHeads(analytics, { projectId, traceIds }),
      ])
      const recordOf = new Map(records.map((record) => [record.id, record]))
      const headOf = new Map(heads.map((head) => [head.id, head]))
      return keys.flatMap(({ id, traceId }) => {
        const observation = recordOf.get(id)
        return observation ? { observation, trace: headOf.get(traceId) } : []
      })
    },
  }
}
