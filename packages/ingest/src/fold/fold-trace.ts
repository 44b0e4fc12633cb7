import type { TraceRow } from '@kansoku/storage'
import { earliestOf, formatInstant } from '../events/instant.ts'
import type { FieldsOf } from '../parts/part.ts'
import { type EntityParts, type Fold, foldHead, tombstones } from './fold.ts'
import { lastText, mergeFields, mergeMetadata } from './merge.ts'
import { inOrder, type PartOf } from './order.ts'
import { previewOf } from './preview.ts'
import { wellFormed, wellFormedMap, wellFormedOrNull } from './well-formed.ts'

type Fields = FieldsOf['trace']

/** Folds all that was said about a trace, on purpose or by its observations, into its row. */
export function foldTrace(entity: EntityParts): Fold<TraceRow> {
  const parts = inOrder('trace', entity.parts)
  const ordered = parts.map(({ fields }) => fields)
  const merged = { ...mergeFields(ordered), ...firstSaid(parts) }
  const instants = ordered.map(({ timestamp, start }) => timestamp ?? start)
  const timestamp = merged.timestamp ?? earliestOf(instants)
  const row: TraceRow = {
    ...foldHead(entity),
    ...named(ordered, merged),
    timestamp: formatInstant(timestamp),
    user_id: wellFormedOrNull(merged.userId || null),
    session_id: wellFormedOrNull(merged.sessionId || null),
    environment: merged.environment ?? merged.fallbackEnvironment ?? 'default',
    version: wellFormedOrNull(merged.version),
    release: wellFormedOrNull(merged.release),
    tags: foldTags(ordered),
    public: merged.public ?? false,
    bookmarked: merged.bookmarked ?? false,
    metadata: wellFormedMap(mergeMetadata(ordered)),
  }
  return { row, tombstones: tombstones(entity, 'timestamp', timestamp, instants) }
}

/**
 * Fields whose first value stays. What several spans said alike is one part, whose time is that of the last of them
 * and whose start that of the first: so the start decides here.
 */
function firstSaid(parts: readonly PartOf<'trace'>[]): Partial<Fields> {
  const first: Partial<Fields> = {}
  const byStart = inOrder(
    'trace',
    parts.map((part) => ({ ...part, time: part.fields.start })),
  )
  for (const { fields } of byStart) {
    first.timestamp ??= fields.timestamp ?? null
    first.environment ??= fields.environment ?? null
    first.fallbackEnvironment ??= fields.fallbackEnvironment ?? null
  }
  return first
}

/**
 * Name, input and output: what was said on purpose, else what the root span has, else the first span of one
 * application.
 */
function named(ordered: readonly Fields[], merged: Partial<Fields>) {
  const byRank = ordered.length === 1 ? ordered : [...ordered].sort((a, b) => rankOf(a) - rankOf(b))
  const name = merged.name ?? byRank.findLast(({ fallbackName }) => fallbackName != null)?.fallbackName
  const last = (key: 'input' | 'output' | 'fallbackInput' | 'fallbackOutput', fields = ordered) =>
    lastText(fields.map((said) => said[key]))
  const input = wellFormedOrNull(last('input') ?? last('fallbackInput', byRank))
  const output = wellFormedOrNull(last('output') ?? last('fallbackOutput', byRank))
  return {
    name: wellFormedOrNull(name),
    input,
    output,
    input_preview: previewOf(input),
    output_preview: previewOf(output),
  }
}

function rankOf({ fallbackRank }: Fields): number {
  return fallbackRank ?? 0
}

/** Tags add up; one that was taken off stays away until it is said again. */
function foldTags(ordered: readonly Fields[]): string[] {
  const folded = new Set<string>()
  for (const { tags, removedTags } of ordered) {
    for (const tag of removedTags ?? []) folded.delete(wellFormed(tag))
    for (const tag of tags ?? []) folded.add(wellFormed(tag))
  }
  return [...folded].sort()
}
