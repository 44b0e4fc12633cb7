/** `literal`: single or back quotes. References count in the other two, escapes only between double quotes. */
export type Quoting = 'none' | 'double' | 'literal'

/** One `NAME=value` of an env file, before `${…}` is filled in. */
export interface Assignment {
  readonly name: string
  /** As written between the quotes: escapes and references are still in it. */
  readonly value: string
  readonly quoting: Quoting
  /** 1-based. */
  readonly line: number
  /** The same, unless the value spans lines. */
  readonly lastLine: number
}

export interface ParsedEnvFile {
  readonly assignments: readonly Assignment[]
  /** Lines that are neither blank, comment nor assignment. They are passed over. */
  readonly problems: readonly { readonly line: number; readonly kind: 'not-an-assignment' | 'open-quote' }[]
}

const assignmentStart = /^[ \t]*(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_.-]*)[ \t]*=[ \t]*/
const bareName = /^[ \t]*(?:export[ \t]+)?[A-Za-z_][A-Za-z0-9_.-]*[ \t]*$/
const blankOrComment = /^[ \t]*(?:#.*)?$/

/**
 * Reads the text of an env file as Docker Compose and dotenv do: optional `export`, single, double and back quotes
 * (over several lines too), escapes inside double quotes, comments after ` #`. A line with only a name counts as
 * unset. Byte order mark and CRLF are accepted.
 */
export function parseEnvFile(text: string): ParsedEnvFile {
  const source = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
  const assignments: Assignment[] = []
  const problems: { line: number; kind: 'not-an-assignment' | 'open-quote' }[] = []
  let line = 1
  for (let position = 0; position < source.length; ) {
    const end = endOfLine(source, position)
    const rest = source.slice(position, end)
    const match = assignmentStart.exec(rest)
    let next = end + 1
    if (match?.[1] !== undefined) {
      const value = readValue(source, position + match[0].length)
      const lastLine = line + countNewlines(source.slice(position, value.end))
      assignments.push({ name: match[1], value: value.text, quoting: value.quoting, line, lastLine })
      if (value.openQuote) problems.push({ line, kind: 'open-quote' })
      next = value.end + 1
    } else if (!blankOrComment.test(rest) && !bareName.test(rest)) {
      problems.push({ line, kind: 'not-an-assignment' })
    }
    line += countNewlines(source.slice(position, next))
    position = next
  }
  return { assignments, problems }
}

interface Value {
  readonly text: string
  readonly quoting: Quoting
  /** Position of the newline that ends the assignment, or the length of the source. */
  readonly end: number
  readonly openQuote?: boolean
}

function readValue(source: string, start: number): Value {
  const quote = source[start]
  if (quote !== '"' && quote !== "'" && quote !== '`') return readUnquoted(source, start)
  const close = closingQuote(source, start, quote)
  if (close === undefined) return { ...readUnquoted(source, start), openQuote: true }
  return {
    text: source.slice(start + 1, close),
    quoting: quote === '"' ? 'double' : 'literal',
    end: endOfLine(source, close),
  }
}

function readUnquoted(source: string, start: number): Value {
  const end = endOfLine(source, start)
  const text = source.slice(start, end)
  const value = text.startsWith('#') ? '' : text.replace(/[ \t]#.*$/, '')
  return { text: value.trim(), quoting: 'none', end }
}

function closingQuote(source: string, start: number, quote: string): number | undefined {
  for (let position = start + 1; position < source.length; position++) {
    if (quote === '"' && source[position] === '\\') position++
    else if (source[position] === quote) return position
  }
  return undefined
}

function endOfLine(source: string, position: number): number {
  const newline = source.indexOf('\n', position)
  return newline === -1 ? source.length : newline
}

function countNewlines(text: string): number {
  return text.split('\n').length - 1
}
