/** What a query string holds: one value, or several under a repeated name. */
export type RawSearch = Record<string, string | string[]>

/** `?level=ERROR&level=WARNING&q=x` → `{ level: ['ERROR', 'WARNING'], q: 'x' }`; every value stays text. */
export function parseSearch(search: string): RawSearch {
  const result: RawSearch = {}
  for (const [name, value] of new URLSearchParams(search)) {
    const before = result[name]
    if (before === undefined) result[name] = value
    else result[name] = [...(Array.isArray(before) ? before : [before]), value]
  }
  return result
}

/** The way back. Absent values, empty texts and empty lists leave no trace in the address. */
export function stringifySearch(search: Record<string, unknown>): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(search)) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item !== undefined && item !== null && item !== '') params.append(name, String(item))
    }
  }
  const text = params.toString()
  return text === '' ? '' : `?${text}`
}

/** The first value under a name, trimmed; undefined when there is none. */
export function textOf(search: Record<string, unknown>, name: string): string | undefined {
  const value = search[name]
  const first: unknown = Array.isArray(value) ? value[0] : value
  if (typeof first !== 'string' && typeof first !== 'number') return undefined
  return String(first).trim() || undefined
}

/** All values under a name, without repeats; undefined when there are none. */
export function listOf(search: Record<string, unknown>, name: string): string[] | undefined {
  const value = search[name]
  const items = (Array.isArray(value) ? value : [value]).filter(
    (item) => (typeof item === 'string' && item !== '') || typeof item === 'number',
  )
  return items.length === 0 ? undefined : [...new Set(items.map(String))]
}
