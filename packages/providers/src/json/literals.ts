import { giveBack } from './give-back.ts'

/** A part of a JSON document in UTF-8: as text, or as bytes that somebody else wrote already. */
export type JsonPiece = string | Uint8Array

/** UTF-16 units. Below, finding and copying a literal costs more than escaping the text twice. */
export const leastLiteral = 1024

/** They are compared one after the other, up to their first difference. */
const mostOfOneLength = 8

/**
 * Long texts with the literals, quotes included, by which they stood in a JSON document. Who writes them into another one
 * copies the literal: to escape a text and to encode it takes fifty times as long. Goes by what a text says, so that one
 * that was changed meanwhile is written anew.
 */
export class JsonLiterals {
  /** The document. */
  readonly #json: Buffer
  /** By the length of the text: V8 would compute the hash of a text as a key, which costs what is to be saved. */
  readonly #byLength = new Map<number, { readonly text: string; readonly literal: Uint8Array }[]>()

  constructor(json: Buffer) {
    this.#json = json
  }

  /** Short texts are not worth it, and of many that are equally long only the first are kept. */
  add(text: string, literal: Uint8Array): void {
    if (text.length < leastLiteral) return
    const sameLength = this.#byLength.get(text.length)
    if (sameLength) {
      if (sameLength.length < mostOfOneLength) sameLength.push({ text, literal })
    } else this.#byLength.set(text.length, [{ text, literal }])
  }

  find(text: string): Uint8Array | undefined {
    return this.#byLength.get(text.length)?.find((known) => known.text === text)?.literal
  }

  /** Forgets them all and gives the memory of the document back. Who has looked one up must have copied it. */
  release(): void {
    this.#byLength.clear()
    giveBack(this.#json)
  }
}
