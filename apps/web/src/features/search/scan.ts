/** A piece of a text, from its first character to the one behind its last. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** A value as it is meant, without quotes. */
export interface ScannedValue extends Span {
  readonly text: string
  readonly isQuoted: boolean
  /** Whether quotes end that began. */
  readonly isClosed: boolean
}

/** `-key.name:value,value` */
export interface ScannedTerm extends Span {
  readonly kind: 'term'
  readonly isNegated: boolean
  readonly key: ScannedValue
  readonly name: ScannedValue | undefined
  readonly values: readonly ScannedValue[]
}

export interface ScannedWord extends Span {
  readonly kind: 'word'
  readonly word: ScannedValue
}

export type Scanned = ScannedTerm | ScannedWord

/** Head of a term up to its colon, which Japanese keyboards type in full width. */
const head = /(-?)([A-Za-z][\w-]*)(?:\.("(?:\\.|[^"\\])*"|[^\s:："]+))?[:：]/y
const quoted = /"((?:\\.|[^"\\])*)("?)/y
const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' }

/** Cuts a text into terms and words; white space stands between them, that of Japanese keyboards too. */
export function scan(text: string): Scanned[] {
  const found: Scanned[] = []
  let at = 0
  while (at < text.length) {
    if (/\s/.test(text.charAt(at))) {
      at += 1
      continue
    }
    const next = scanTerm(text, at) ?? scanWord(text, at)
    found.push(next)
    at = next.to
  }
  return found
}

function scanTerm(text: string, from: number): ScannedTerm | undefined {
  head.lastIndex = from
  const match = head.exec(text)
  if (!match) return undefined
  const [whole, minus = '', key = '', name] = match
  const keyFrom = from + minus.length
  const nameFrom = keyFrom + key.length + 1
  const values = scanValues(text, from + whole.length)
  return {
    ...{ kind: 'term', from, to: values.at(-1)?.to ?? from + whole.length, values },
    isNegated: minus !== '',
    key: plain(key, keyFrom),
    name: name === undefined ? undefined : scanValue(name, 0, /.*/sy, nameFrom),
  }
}

/** At least one value, which may be empty. */
function scanValues(text: string, from: number): ScannedValue[] {
  const values = [scanValue(text, from, /[^\s,]*/y)]
  for (let last = values[0]; last && text.charAt(last.to) === ','; last = values.at(-1))
    values.push(scanValue(text, last.to + 1, /[^\s,]*/y))
  return values
}

function scanWord(text: string, from: number): ScannedWord {
  const word = scanValue(text, from, /\S*/y)
  return { kind: 'word', from, to: word.to, word }
}

function scanValue(text: string, from: number, bare: RegExp, offset = 0): ScannedValue {
  quoted.lastIndex = from
  const match = quoted.exec(text)
  if (match) {
    const [whole, inner = '', end] = match
    const meant = inner.replace(/\\(.)/gs, (_, char: string) => escapes[char] ?? char)
    const span = { from: from + offset, to: from + whole.length + offset }
    return { ...span, text: meant, isQuoted: true, isClosed: end === '"' }
  }
  bare.lastIndex = from
  return plain(bare.exec(text)?.[0] ?? '', from + offset)
}

const plain = (text: string, from: number): ScannedValue => ({
  ...{ text, from, to: from + text.length },
  isQuoted: false,
  isClosed: true,
})

/** A text in quotes, on one line. */
export function quote(text: string): string {
  const inner = text.replace(/["\\\n\r\t]/g, (char) => {
    const letter = Object.entries(escapes).find(([, meant]) => meant === char)?.[0]
    return `\\${letter ?? char}`
  })
  return `"${inner}"`
}
