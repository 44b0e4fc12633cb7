/** Fields that may have megabytes. */
export const longTexts = ['input', 'output', 'fallbackInput', 'fallbackOutput'] as const

type Fields = Readonly<Record<string, unknown>>

/**
 * The text form of a part's fields: a line of JSON, then the long texts as they are, one after the other, with their
 * lengths in the line under `texts`. Prompts are JSON as a rule and would be escaped twice inside of JSON, which
 * costs more time and room than all other fields together.
 */
export function encodeBody(fields: object): string {
  const texts: Record<string, number> = {}
  let tail = ''
  for (const key of longTexts) {
    const text = (fields as Fields)[key]
    if (typeof text !== 'string') continue
    const sound = text.isWellFormed() ? text : text.toWellFormed()
    texts[key] = sound.length
    tail += sound
  }
  if (tail === '') return JSON.stringify(fields)
  return `${JSON.stringify({ ...fields, ...hidden(texts), texts })}\n${tail}`
}

/** Undefined values, which JSON leaves out. */
function hidden(texts: Record<string, number>): Record<string, undefined> {
  const result: Record<string, undefined> = {}
  for (const key of Object.keys(texts)) result[key] = undefined
  return result
}

export function decodeBody(body: string): object {
  const lineEnd = body.indexOf('\n')
  if (lineEnd === -1) return JSON.parse(body) as object
  const { texts, ...fields } = JSON.parse(body.slice(0, lineEnd)) as Record<string, unknown> & {
    texts: Record<string, number>
  }
  let at = lineEnd + 1
  for (const key of longTexts) {
    const length = texts[key]
    if (length === undefined) continue
    fields[key] = body.slice(at, at + length)
    at += length
  }
  return fields
}
