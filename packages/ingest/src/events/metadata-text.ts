import type { MetadataText } from './event.ts'

/**
 * Metadata is stored as a map of texts from which every value can be told again: a text is stored as it is unless
 * it would read as JSON, then it is quoted; every other value is stored as JSON. Reading is `JSON.parse`, and the
 * text itself where that fails.
 */
export function metadataText(value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value) ?? 'null'
  return readsAsJson(value) ? JSON.stringify(value) : value
}

/** What a text said before it was quoted; other values as their JSON. */
export function plainText(stored: string): string {
  if (!stored.startsWith('"')) return stored
  try {
    return String(JSON.parse(stored))
  } catch {
    return stored
  }
}

/**
 * Values that arrive as text only, from OpenTelemetry attributes: `5` and `{"b":1}` mean the number and the object.
 * Integers that a number cannot hold stay text.
 */
export function metadataTextOfAttribute(value: unknown): string {
  if (typeof value !== 'string') return metadataText(value)
  return /^-?\d{16,}$/.test(value) && String(Number(value)) !== value ? JSON.stringify(value) : value
}

/** Each key takes its time when it is merged, stored and read: a batch of 400,000 took more than ten seconds. */
const mostKeys = 10_000

/**
 * An object by its keys; anything else, and an object of more keys than anybody reads, under the key `metadata`; null
 * for null. Absent stays absent.
 */
export function metadataOf(
  value: unknown,
  encode: (value: unknown) => string = metadataText,
): MetadataText | null | undefined {
  if (value === undefined || value === null) return value
  if (typeof value !== 'object' || Array.isArray(value)) return { metadata: encode(value) }
  const known = Object.entries(value).filter(([, entry]) => entry !== undefined)
  if (known.length > mostKeys) return { metadata: encode(value) }
  return Object.fromEntries(known.map(([key, entry]) => [key, encode(entry)]))
}

const beginningOfJson = /^[\s]*["[{tfn\d-]/

function readsAsJson(text: string): boolean {
  if (!beginningOfJson.test(text)) return false
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
