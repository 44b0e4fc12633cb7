/** Fields that may have megabytes. */
export const longTexts = ['input', 'output', 'fallbackInput', 'fallbackOutput'] as const
export type LongText = (typeof longTexts)[number]

type Lengths = Partial<Record<LongText, number>>

type Fields = Readonly<Record<string, unknown>>

/**
 * The text form of a part's fields, in pieces: a line of JSON, then the long texts as they are, one after the other, with
 * their lengths in the line under `texts`. Prompts are JSON as a rule and would be escaped twice inside of JSON, which costs
 * more time and room than all other fields together. The texts are those of the fields: in one piece with the line they
 * would be in memory twice for as long as the part waits for its group.
 */
export type PartBody = readonly [line: string, ...texts: string[]]

export function encodeBody(fields: object): PartBody {
  const lengths: Lengths = {}
  const texts: string[] = []
  for (const key of longTexts) {
    const text = (fields as Fields)[key]
    if (typeof text !== 'string') continue
    const sound = text.isWellFormed() ? text : text.toWellFormed()
    lengths[key] = sound.length
    texts.push(sound)
  }
  if (texts.length === 0) return [JSON.stringify(fields)]
  return [JSON.stringify({ ...fields, ...hidden(lengths), texts: lengths }), ...texts]
}

/** All of it as one text, the line with a line feed at its end where there are texts. */
export function joinBody([line, ...texts]: PartBody): string {
  return texts.length === 0 ? line : `${line}\n${texts.join('')}`
}

export function splitBody(body: string): PartBody {
  const lineEnd = body.indexOf('\n')
  return lineEnd === -1 ? [body] : [body.slice(0, lineEnd), body.slice(lineEnd + 1)]
}

/** UTF-16 units: about its bytes. */
export function lengthOfBody(body: PartBody): number {
  let length = 0
  for (const piece of body) length += piece.length
  return length
}

/** Undefined values, which JSON leaves out. */
function hidden(texts: Lengths): Record<string, undefined> {
  const result: Record<string, undefined> = {}
  for (const key of Object.keys(texts)) result[key] = undefined
  return result
}

/** The fields, and the names of texts that the body tells of without having them. */
export function decodeBody([line, ...texts]: PartBody): {
  readonly fields: object
  readonly absent: readonly LongText[]
} {
  const { texts: lengths, ...fields } = JSON.parse(line) as Record<string, unknown> & { texts?: Lengths }
  if (lengths === undefined) return { fields, absent: [] }
  const told = longTexts.filter((key) => lengths[key] !== undefined)
  if (texts.length === 0) return { fields, absent: told }
  if (texts.length === told.length) {
    for (const [index, key] of told.entries()) fields[key] = texts[index]
    return { fields, absent: [] }
  }
  const all = texts.join('')
  let at = 0
  for (const key of told) {
    const length = lengths[key] ?? 0
    fields[key] = all.slice(at, at + length)
    at += length
  }
  return { fields, absent: [] }
}
