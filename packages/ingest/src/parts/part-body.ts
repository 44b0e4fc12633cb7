/** Fields that may have megabytes. */
export const longTexts = ['input', 'output', 'fallbackInput', 'fallbackOutput'] as const
export type LongText = (typeof longTexts)[number]

type Lengths = Partial<Record<LongText, number>>

type Fields = Readonly<Record<string, unknown>>

/**
 * The text form of a part's fields: a line of JSON, then the long texts as they are, one after the other, with their
 * lengths in the line under `texts`. Prompts are JSON as a rule and would be escaped twice inside of JSON, which
 * costs more time and room than all other fields together.
 */
export function encodeBody(fields: object): string {
  const texts: Lengths = {}
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
function hidden(texts: Lengths): Record<string, undefined> {
  const result: Record<string, undefined> = {}
  for (const key of Object.keys(texts)) result[key] = undefined
  return result
}

/** The line alone. It still tells of the texts. */
export function withoutTexts(body: string): string {
  const lineEnd = body.indexOf('\n')
  return lineEnd === -1 ? body : body.slice(0, lineEnd)
}

/** The fields, and the names of texts that the body tells of without having them. */
export function decodeBody(body: string): { readonly fields: object; readonly absent: readonly LongText[] } {
  const lineEnd = body.indexOf('\n')
  const line = lineEnd === -1 ? body : body.slice(0, lineEnd)
  const { texts, ...fields } = JSON.parse(line) as Record<string, unknown> & { texts?: Lengths }
  if (texts === undefined) return { fields, absent: [] }
  const told = longTexts.filter((key) => texts[key] !== undefined)
  if (lineEnd === -1) return { fields, absent: told }
  let at = lineEnd + 1
  for (const key of told) {
    const length = texts[key] ?? 0
    fields[key] = body.slice(at, at + length)
    at += length
  }
  return { fields, absent: [] }
}
