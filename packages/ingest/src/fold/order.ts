import type { ScoreFields } from '../events/event.ts'
import type { ObservationPartFields, Part, TracePartFields } from '../parts/part.ts'

interface FieldsOf {
  trace: TracePartFields
  observation: ObservationPartFields
  score: ScoreFields
}

/** A part with its fields read. */
export interface OpenPart<Fields> {
  readonly part: Part
  readonly fields: Fields
}

/**
 * All parts of one entity in the order in which later ones win: by time; at one instant creates before updates; then
 * by id, so that the order never depends on arrival.
 */
export function openInOrder<E extends keyof FieldsOf>(
  _entity: E,
  parts: readonly Part[],
): OpenPart<FieldsOf[E]>[] {
  const ordered = parts.length === 1 ? parts : [...parts].sort(compareParts)
  return ordered.map((part) => ({ part, fields: JSON.parse(part.body) as FieldsOf[E] }))
}

function compareParts(a: Part, b: Part): number {
  if (a.time !== b.time) return a.time - b.time
  if (a.isCreate !== b.isCreate) return a.isCreate ? -1 : 1
  return a.id < b.id ? -1 : 1
}
