import type { TraceRow } from '@kansoku/storage'
import { formatInstant } from '../events/instant.ts'
import type { FieldsOf } from '../parts/part.ts'
import { type EntityParts, type Fold, foldHead, tombstones } from './fold.ts'
import { lastText, mergeFields, mergeMetadata } from './merge.ts'
import { inOrder } from './order.ts'
import { wellFormed, wellFormedMap, wellFormedOrNull } from './well-formed.ts'

type Fields = FieldsOf['trace']

const fixed: ReadonlySet<keyof Fields> = new Set(['timestamp', 'environment', 'fallbackEnvironment'] as const)

/** Folds all that was said about a trace, on purpose or by its observations, into its row. */
export function foldTrace(entity: EntityParts): Fold<TraceRow> {
  const ordered = inOrder('trace', entity.parts).map(({ fields }) => fields)
  const merged = mergeFields(ordered, fixed)
  const instants = ordered.map(({ timestamp, start }) => timestamp ?? start)
  const timestamp = merged.timestamp ?? Math.min(...instants)
  const row: TraceRow = {
    ...foldHead(entity),
    ...named(ordered, merged),
    timestamp: formatInstant(timestamp),
    user_id: wellFormedOrNull(merged.userId || null),
    session_id: wellFormedOrNull(merged.sessionId || null),
    environment: merged.environment ?? merged.fallbackEnvironment ?? 'default',
    version: wellFormedOrNull(merged.version),
    release: wellFormedOrNull(merged.release),
    tags: unionOfTags(ordered),
    public: merged.public ?? false,
    bookmarked: false,
    metadata: wellFormedMap(mergeMetadata(ordered)),
  }
  return { row, tombstones: tombstones(entity, 'timestamp', timestamp, instants) }
}

/**
 * Name, input and output: what was said on purpose, else what the root span has, else the first span of one
 * application.
 */
function named(ordered: readonly Fields[], merged: Partial<Fields>) {
  const byRank = ordered.length === 1 ? ordered : [...ordered].sort((a, b) => rankOf(a) - rankOf(b))
  const name = merged.name ?? byRank.findLast(({ fallbackName }) => fallbackName != null)?.fallbackName
  const input = lastText(ordered.map((fields) => fields.input))
  const output = lastText(ordered.map((fields) => fields.output))
  return {
    name: wellFormedOrNull(name),
    input: wellFormedOrNull(input ?? lastText(byRank.map((fields) => fields.fallbackInput))),
    output: wellFormedOrNull(output ?? lastText(byRank.map((fields) => fields.fallbackOutput))),
  }
}

function rankOf({ fallbackRank }: Fields): number {
  return fallbackRank ?? 0
}

function unionOfTags(ordered: readonly Fields[]): string[] {
  return [...new Set(ordered.flatMap(({ tags }) => (tags ?? []).map(wellFormed)))].sort()
}
