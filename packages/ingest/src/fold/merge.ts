import type { MetadataText } from '../events/event.ts'
import { type StoredText, textOf } from '../parts/stored-text.ts'

/**
 * Merges fields in order: a later value wins and a null clears; absent fields and empty objects say nothing. Of
 * `fixed` fields the first value stays.
 */
export function mergeFields<Fields extends object>(
  ordered: readonly Fields[],
  fixed: ReadonlySet<keyof Fields> = new Set(),
): Partial<Fields> {
  const [only] = ordered
  if (ordered.length === 1 && only) return only
  const merged: Partial<Fields> = {}
  for (const fields of ordered) {
    for (const key of Object.keys(fields) as (keyof Fields)[]) {
      const value = fields[key]
      if (value === undefined || isEmptyObject(value)) continue
      if (fixed.has(key) && (value === null || (merged[key] ?? null) !== null)) continue
      merged[key] = value
    }
  }
  return merged
}

function isEmptyObject(value: unknown): boolean {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0
  )
}

/** Metadata is merged key by key at the top level: later values win, keys that are not mentioned stay. */
export function mergeMetadata(
  ordered: readonly { metadata?: MetadataText | null }[],
): Record<string, string> {
  const given = ordered.flatMap(({ metadata }) => (metadata == null ? [] : [metadata]))
  if (given.length <= 1) return { ...given[0] }
  return Object.fromEntries(new Map(given.flatMap((metadata) => Object.entries(metadata))))
}

/** The last text that is not falsy, else the last; null when there is none. */
export function lastText(ordered: readonly (StoredText | undefined)[]): string | null {
  const chosen =
    ordered.findLast((stored) => typeof stored === 'string') ??
    ordered.findLast((stored) => stored !== undefined)
  return chosen === undefined ? null : textOf(chosen)
}
