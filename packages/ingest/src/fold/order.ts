import type { Entity } from '@kansoku/storage'
import type { FieldsOf, Part } from '../parts/part.ts'

/** A part with the fields of its kind. */
export type PartOf<E extends Entity> = Part & { readonly fields: FieldsOf[E] }

/**
 * All parts of one entity in the order in which later ones win: by time; at one instant creates before updates; then
 * by id, so that the order never depends on arrival.
 */
export function inOrder<E extends Entity>(_entity: E, parts: readonly Part[]): readonly PartOf<E>[] {
  const ordered = parts.length === 1 ? parts : [...parts].sort(compareParts)
  return ordered as readonly PartOf<E>[]
}

function compareParts(a: Part, b: Part): number {
  if (a.time !== b.time) return a.time - b.time
  if (a.isCreate !== b.isCreate) return a.isCreate ? -1 : 1
  return a.id < b.id ? -1 : 1
}
