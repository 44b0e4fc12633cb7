/**
 * Input or output as it is stored: texts as they are, everything else as JSON. A value that is falsy in JavaScript
 * (`""`, `0`, `false`) is marked, because it gives way to any other value that an event of the entity brings.
 */
export type StoredText = string | { readonly falsy: string }

/** Undefined for what says nothing: absent and null. */
export function storedText(value: unknown): StoredText | undefined {
  if (value === undefined || value === null) return undefined
  if (typeof value === 'string') return value === '' ? { falsy: '' } : value
  const text = JSON.stringify(value)
  if (text === undefined) return undefined
  return value === 0 || value === false ? { falsy: text } : text
}

export function textOf(stored: StoredText): string {
  return typeof stored === 'string' ? stored : stored.falsy
}
