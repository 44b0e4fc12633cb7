import type { ScoreRow } from '@kansoku/storage'
import type { ScoreFields } from '../events/event.ts'
import { earliestOf, formatInstant } from '../events/instant.ts'
import { type EntityParts, type Fold, foldHead, tombstones } from './fold.ts'
import { mergeFields, mergeMetadata } from './merge.ts'
import { inOrder } from './order.ts'
import { wellFormed, wellFormedMap, wellFormedOrNull } from './well-formed.ts'

const fixed: ReadonlySet<keyof ScoreFields> = new Set(['traceId', 'environment'] as const)

/** Folds all writes of one score into its row. Its timestamp is that of the first. */
export function foldScore(entity: EntityParts): Fold<ScoreRow> {
  const parts = inOrder('score', entity.parts)
  const ordered = parts.map(({ fields }) => fields)
  const merged = mergeFields(ordered, fixed)
  const times = parts.map(({ time }) => time)
  const timestamp = earliestOf(times)
  const row: ScoreRow = {
    ...foldHead(entity),
    ...valueColumns({ ...merged, categoryValue: ordered.at(-1)?.categoryValue }),
    timestamp: formatInstant(timestamp),
    name: wellFormed(merged.name ?? ''),
    trace_id: wellFormedOrNull(merged.traceId),
    observation_id: wellFormedOrNull(merged.observationId),
    session_id: wellFormedOrNull(merged.sessionId),
    dataset_run_id: wellFormedOrNull(merged.datasetRunId),
    source: merged.source ?? 'API',
    comment: wellFormedOrNull(merged.comment),
    metadata: wellFormedMap(mergeMetadata(ordered)),
    environment: merged.environment ?? 'default',
    author_user_id: merged.authorUserId ?? null,
    config_id: merged.configId ?? null,
    queue_id: merged.queueId ?? null,
  }
  return { row, tombstones: tombstones(entity, 'timestamp', timestamp, times) }
}

interface Value {
  readonly dataType?: ScoreFields['dataType']
  readonly value?: number | string
  /** Belongs to the value, so it comes from the same write. */
  readonly categoryValue: number | undefined
}

/** Where the value of each data type is stored. Source: Langfuse's scores, "Storage". */
function valueColumns({ dataType = 'NUMERIC', value, categoryValue = 0 }: Value) {
  const number = typeof value === 'number' ? value : null
  const text = typeof value === 'string' ? wellFormed(value) : null
  const columns = { data_type: dataType, value: number, string_value: text, long_string_value: null }
  switch (dataType) {
    case 'NUMERIC':
      return { ...columns, string_value: null }
    case 'BOOLEAN':
      return { ...columns, string_value: value === 1 ? 'True' : 'False' }
    case 'CATEGORICAL':
      return { ...columns, value: categoryValue }
    case 'TEXT':
      return columns
    case 'CORRECTION':
      return { ...columns, string_value: null, long_string_value: text }
  }
}
