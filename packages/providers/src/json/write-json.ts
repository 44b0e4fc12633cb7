import { type JsonLiterals, type JsonPiece, leastLiteral } from './literals.ts'

/** Levels of a document in which literals are looked for: those of a tool's result in any dialect, and a few more. */
const mostLevels = 10

/**
 * A value as JSON, in pieces that are views where they are literals: to be copied before these are released. For plain data,
 * as a parser makes it: neither functions nor `toJSON` beside long texts.
 */
export function toJsonPieces(value: unknown, literals: JsonLiterals | undefined): readonly JsonPiece[] {
  if (!literals) return [JSON.stringify(value)]
  const writer = new PieceWriter(literals)
  writer.write(value, mostLevels)
  return writer.end()
}

/** The same for an HTTP client: a text, or bytes in memory of their own where there are literals. */
export function toJsonBody(value: unknown, literals: JsonLiterals | undefined): string | Uint8Array {
  const pieces = toJsonPieces(value, literals)
  return pieces.length === 1 && typeof pieces[0] === 'string' ? pieces[0] : joinPieces(pieces)
}

/** In UTF-8, in memory of its own. */
export function joinPieces(pieces: readonly JsonPiece[]): Buffer {
  const joined = Buffer.allocUnsafeSlow(pieces.reduce((sum, piece) => sum + Buffer.byteLength(piece), 0))
  let end = 0
  for (const piece of pieces) {
    if (typeof piece === 'string') end += joined.write(piece, end)
    else {
      joined.set(piece, end)
      end += piece.length
    }
  }
  return joined
}

class PieceWriter {
  readonly #literals: JsonLiterals
  readonly #pieces: JsonPiece[] = []
  #text = ''

  constructor(literals: JsonLiterals) {
    this.#literals = literals
  }

  write(value: unknown, levels: number): void {
    if (typeof value === 'string') this.#writeText(value)
    else if (!holdsLongText(value, levels)) this.#text += JSON.stringify(value)
    else if (Array.isArray(value)) this.#writeList(value, levels - 1)
    else this.#writeObject(value, levels - 1)
  }

  end(): readonly JsonPiece[] {
    this.#cut()
    return this.#pieces
  }

  #writeText(text: string): void {
    const literal = text.length < leastLiteral ? undefined : this.#literals.find(text)
    if (!literal) this.#text += JSON.stringify(text)
    else {
      this.#cut()
      this.#pieces.push(literal)
    }
  }

  #writeList(list: readonly unknown[], levels: number): void {
    let before = '['
    for (const entry of list) {
      this.#text += before
      this.write(entry === undefined ? null : entry, levels)
      before = ','
    }
    this.#text += ']'
  }

  #writeObject(fields: Readonly<Record<string, unknown>>, levels: number): void {
    let before = '{'
    for (const name in fields) {
      const value = fields[name]
      if (value === undefined) continue
      this.#text += `${before}${JSON.stringify(name)}:`
      this.write(value, levels)
      before = ','
    }
    this.#text += '}'
  }

  #cut(): void {
    if (this.#text !== '') this.#pieces.push(this.#text)
    this.#text = ''
  }
}

/** Whether a text long enough for a literal is in it, not too deep. */
function holdsLongText(value: unknown, levels: number): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || levels === 0) return false
  if (Array.isArray(value)) return value.some((entry) => isOrHoldsLongText(entry, levels))
  for (const name in value) {
    if (isOrHoldsLongText((value as Record<string, unknown>)[name], levels)) return true
  }
  return false
}

function isOrHoldsLongText(value: unknown, levels: number): boolean {
  return typeof value === 'string' ? value.length >= leastLiteral : holdsLongText(value, levels - 1)
}
