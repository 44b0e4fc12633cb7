import type { TraceRow } from '@kansoku/storage'
import { formatInstant } from '../events/instant.ts'
import type { TracePartFields } from '../parts/part.ts'
import { type EntityParts, type Fold, foldHead, tombstones } from './fold.ts'
import { lastText, mergeFields, mergeMetadata } from './merge.ts'
import { openInOrder } from './order.ts'
import { wellFormed, wellFormedMap, wellFormedOrNull } from './well-formed.ts'

type Fields = TracePartFields
type Fallback = NonNullable<Fields['fallback']>

const fixed: ReadonlySet<keyof Fields> = new Set(['timestamp', 'environment'] as const)
const fixedFallback: ReadonlySet<keyof Fallback> = new Set(['environment'] as const)

/** Folds all that was said about a trace, on purpose or by its observations, into its row. */
export function foldTrace(entity: EntityParts): Fold<TraceRow> {
  const ordered = openInOrder('trace', entity.parts).map(({ fields }) => fields)
  const merged = mergeFields(ordered, fixed)
  const fallback = mergeFallbacks(ordered)
  const instants = ordered.map(({ timestamp, start }) => timestamp ?? start)
  const timestamp = merged.timestamp ?? Math.min(...instants)
  const row: TraceRow = {
    ...foldHead(entity),
    timestamp: formatInstant(timestamp),
    name: wellFormedOrNull(merged.name ?? fallback.name),
    user_id: wellFormedOrNull(merged.userId || null),
    session_id: wellFormedOrNull(merged.sessionId || null),
    environment: merged.environment ?? fallback.environment ?? 'default',
    version: wellFormedOrNull(merged.version),
    release: wellFormedOrNull(merged.release),
    tags: unionOfTags(ordered),
    public: merged.public ?? false,
    bookmarked: false,
    input: wellFormedOrNull(lastText(ordered.map(({ input }) => input)) ?? fallback.input),
    output: wellFormedOrNull(lastText(ordered.map(({ output }) => output)) ?? fallback.output),
    metadata: wellFormedMap(mergeMetadata(ordered)),
  }
  return { row, tombstones: tombstones(entity, 'timestamp', timestamp, instants) }
}

/** A root span says more about its trace than the first span of one application, and that more than any other. */
function mergeFallbacks(ordered: readonly Fields[]) {
  const fallbacks = ordered.flatMap(({ fallback }) => (fallback ? [fallback] : []))
  const byRank = [0, 1, 2].flatMap((rank) => fallbacks.filter((fallback) => fallback.rank === rank))
  return {
    ...mergeFields(byRank, fixedFallback),
    input: lastText(byRank.map(({ input }) => input)),
    output: lastText(byRank.map(({ output }) => output)),
  }
}

function unionOfTags(ordered: readonly Fields[]): string[] {
  return [...new Set(ordered.flatMap(({ tags }) => (tags ?? []).map(wellFormed)))].sort()
}
