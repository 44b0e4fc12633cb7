/**
 * Value of a bound param from its text on the wire: a scalar is escaped as in tab-separated files, arrays and maps are
 * written as literals. `type` is that of the placeholder, where it is known. The result is what chDB's own binding
 * takes, so the engine reads each value as its type.
 */
export function parseParam(text: string, type = 'Array'): unknown {
  if (text === '\\N') return null
  if (!/^(Array|Map|Tuple)/.test(type) || !/^[[{]/.test(text)) return readEscapes(text)
  const reader = new LiteralReader(text)
  const value = reader.value()
  return reader.atEnd ? value : readEscapes(text)
}

const ESCAPES: Readonly<Record<string, string>> = { '0': '\0', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }

function readEscapes(text: string): string {
  return text.replace(/\\([\s\S])/g, (_, character: string) => ESCAPES[character] ?? character)
}

class LiteralReader {
  readonly #tokens: string[]
  #next = 0

  constructor(text: string) {
    this.#tokens = text.match(/'(?:\\[\s\S]|''|[^'\\])*'|[[\]{},:]|[^\s[\]{},:']+/g) ?? []
  }

  get atEnd(): boolean {
    return this.#next === this.#tokens.length
  }

  value(): unknown {
    const token = this.#take()
    if (token === '[') return this.#array()
    if (token === '{') return this.#map()
    if (token.startsWith("'")) return readEscapes(token.slice(1, -1).replaceAll("''", "\\'"))
    if (token === 'NULL') return null
    if (token === 'true' || token === 'false') return token === 'true'
    return /^-?\d+$/.test(token) ? BigInt(token) : Number(token)
  }

  #array(): unknown[] {
    const items: unknown[] = []
    while (this.#peek() !== ']') {
      items.push(this.value())
      if (this.#peek() === ',') this.#take()
    }
    this.#take()
    return items
  }

  #map(): Map<unknown, unknown> {
    const entries = new Map<unknown, unknown>()
    while (this.#peek() !== '}') {
      const key = this.value()
      this.#take()
      entries.set(key, this.value())
      if (this.#peek() === ',') this.#take()
    }
    this.#take()
    return entries
  }

  #peek(): string {
    const token = this.#tokens[this.#next]
    if (token === undefined) throw new Error('A param ends in the middle of a literal.')
    return token
  }

  #take(): string {
    const token = this.#peek()
    this.#next += 1
    return token
  }
}
