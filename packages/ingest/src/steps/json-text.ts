/** The value of a JSON object or list; undefined for texts that are none. Other values stay. */
export function parsedJson(value: unknown): unknown {
  if (typeof value !== 'string') return value
  if (!/^\s*[[{]/.test(value)) return undefined
  try {
    return JSON.parse(value)
  } catch {
    return undefined
  }
}
