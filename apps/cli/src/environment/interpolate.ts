import type { Quoting } from './dotenv.ts'

export type Lookup = (name: string) => string | undefined

/**
 * Fills in `${NAME}`, `${NAME:-default}`, `${NAME-default}`, `${NAME:+other}` and `${NAME+other}` as a POSIX shell
 * does; defaults may hold further references and an unset name gives an empty text. `\${` is a plain `${`; between
 * double quotes the escapes `\n \r \t \" \\ \$` count too. A bare `$NAME` is left alone, because passwords and
 * hashes contain dollar signs.
 */
export function interpolate(value: string, quoting: Quoting, lookup: Lookup): string {
  if (quoting === 'literal') return value
  let result = ''
  for (let position = 0; position < value.length; ) {
    const piece = readEscape(value, position, quoting) ?? readReference(value, position, quoting, lookup)
    result += piece?.text ?? value[position]
    position += piece?.length ?? 1
  }
  return result
}

interface Piece {
  readonly text: string
  /** Characters of the value that the piece stands for. */
  readonly length: number
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\', $: '$' }

function readEscape(value: string, position: number, quoting: Quoting): Piece | undefined {
  if (value[position] !== '\\') return undefined
  const next = value[position + 1] ?? ''
  if (quoting === 'none') return value.startsWith('${', position + 1) ? { text: '${', length: 3 } : undefined
  const text = escapes[next]
  return text === undefined ? undefined : { text, length: 2 }
}

const reference = /^([A-Za-z_][A-Za-z0-9_.]*)(?:(:?[-+])([\s\S]*))?$/

function readReference(value: string, position: number, quoting: Quoting, lookup: Lookup): Piece | undefined {
  if (!value.startsWith('${', position)) return undefined
  const close = closingBrace(value, position + 2)
  if (close === undefined) return undefined
  const match = reference.exec(value.slice(position + 2, close))
  if (match?.[1] === undefined) return undefined
  const [, name, operator, word = ''] = match
  const text = resolve(lookup(name), operator, () => interpolate(word, quoting, lookup))
  return { text, length: close + 1 - position }
}

function resolve(found: string | undefined, operator: string | undefined, word: () => string): string {
  const present = operator?.startsWith(':') ? Boolean(found) : found !== undefined
  if (operator?.endsWith('-')) return present ? (found ?? '') : word()
  if (operator?.endsWith('+')) return present ? word() : ''
  return found ?? ''
}

function closingBrace(value: string, start: number): number | undefined {
  let depth = 1
  for (let position = start; position < value.length; position++) {
    if (value[position] === '\\') position++
    else if (value.startsWith('${', position)) depth++
    else if (value[position] === '}' && --depth === 0) return position
  }
  return undefined
}
