import type { RowSelection } from '@kansoku/contracts'
import {
  askObservationRecords,
  askObservationWeights,
  askScoresOfTraces,
  askTraceHeads,
  askTraceRecords,
  askTraceStatistics,
  askTraceWeights,
  findNextObservations,
  type TraceHead,
} from '@kansoku/query'
import type { AnalyticsStore } from '@kansoku/storage'
import { nextTraceKeys, scopeOf } from '../batches/selected-rows.ts'
import { needsOfObservations, needsOfTraces } from './needs.ts'
import type { Portion, RowKey } from './portion.ts'

export interface SourceOptions {
  readonly analytics: AnalyticsStore
  readonly projectId: string
  readonly selection: RowSelection
  /** Null: all of them. */
  readonly columns: readonly string[] | null
}

/** Many rows of which only the keys were read. */
export interface Page {
  readonly keys: readonly RowKey[]
  /** Bytes of the texts of a row; 0 where none are read. */
  weightOf(key: RowKey): number
  /** Some of them as a whole. */
  read(keys: readonly RowKey[]): Promise<Portion>
}

/** How rows of one table are gone through. */
export interface RowSource {
  /** The rows behind a place. */
  nextPage(after: RowKey | null, limit: number): Promise<Page>
}

export function rowSource(table: 'traces' | 'observations', options: SourceOptions): RowSource {
  return table === 'traces' ? traceSource(options) : observationSource(options)
}

interface Weight {
  readonly id: string
  readonly bytes: number
}

function weights(rows: readonly Weight[]): Page['weightOf'] {
  const bytesOf = new Map(rows.map(({ id, bytes }) => [id, bytes]))
  return ({ id }) => bytesOf.get(id) ?? 0
}

/** For what no column asks for. */
const nothing = Promise.resolve(new Uint8Array())

function traceSource({ columns, ...source }: SourceOptions): RowSource {
  const { analytics, projectId } = source
  const needs = needsOfTraces(columns)
  const places = (keys: readonly RowKey[]) => keys.map(({ id, time }) => ({ id, timestamp: time }))

  async function weigh(keys: readonly RowKey[]) {
    if (!needs.texts) return []
    return askTraceWeights.read(await askTraceWeights.bytes(analytics, { projectId, keys: places(keys) }))
  }

  async function read(keys: readonly RowKey[]): Promise<Portion> {
    const ofTraces = { projectId, traceIds: keys.map(({ id }) => id) }
    const [records, statistics, scores] = await Promise.all([
      askTraceRecords.bytes(analytics, { projectId, keys: places(keys), io: needs.texts }),
      needs.statistics ? askTraceStatistics.bytes(analytics, ofTraces) : nothing,
      needs.scores ? askScoresOfTraces.bytes(analytics, ofTraces) : nothing,
    ])
    return { table: 'traces', keys, records, statistics, scores }
  }

  return {
    async nextPage(after, limit) {
      const keys = await nextTraceKeys(source, after, limit)
      return { keys, weightOf: weights(await weigh(keys)), read }
    },
  }
}

function observationSource({ columns, ...source }: SourceOptions): RowSource {
  const { analytics, projectId } = source
  const needs = needsOfObservations(columns)
  const groups = [...needs.groups]
  const places = (keys: readonly RowKey[]) => keys.map(({ id, time }) => ({ id, start_time: time }))

  async function weigh(keys: readonly RowKey[]) {
    if (!needs.texts) return []
    const asked = { projectId, keys: places(keys) }
    return askObservationWeights.read(await askObservationWeights.bytes(analytics, asked))
  }

  /** To find traces by id alone takes a look at all of them, however few they are: once for a page. */
  async function headsOf(keys: readonly RowKey[]): Promise<ReadonlyMap<string, TraceHead>> {
    if (!needs.heads || keys.length === 0) return new Map()
    const traceIds = [...new Set(keys.map(({ traceId }) => traceId))]
    const answer = await askTraceHeads.bytes(analytics, { projectId, traceIds })
    return new Map(askTraceHeads.read(answer).map((head) => [head.id, head]))
  }

  return {
    async nextPage(after, limit) {
      const found = await findNextObservations(analytics, {
        ...scopeOf(source),
        ...(after && { after: { startTime: after.time, traceId: after.traceId, id: after.id } }),
        limit,
      })
      const keys = found.map((key) => ({ id: key.id, time: key.start_time, traceId: key.trace_id }))
      const headOf = await headsOf(keys)
      return {
        keys,
        weightOf: weights(await weigh(keys)),
        async read(some) {
          const asked = { projectId, keys: places(some), groups }
          const records = await askObservationRecords.bytes(analytics, asked)
          const traceIds = new Set(some.map(({ traceId }) => traceId))
          const heads = [...traceIds].flatMap((id) => headOf.get(id) ?? [])
          return { table: 'observations', keys: some, records, heads }
        },
      }
    },
  }
}
