/** A text in one spelling: full-width forms, ligatures and half-width kana in their usual form, invisible signs gone. */
export interface FoldedText {
  readonly text: string
  /** Where what begins at a place of it begins in what was folded. */
  start(place: number): number
  /** Where what ends at a place of it ends in what was folded. */
  end(place: number): number
}

const unusual = /[\u0080-\uffff]/
/**
 * A character that has another usual form, or with marks may have one; the marks belong to it, as far as text that is meant
 * for streams may have them (UAX #15): ordering more of them takes quadratic time.
 */
const changing =
  /(?:(?![A-Z])\p{Changes_When_NFKC_Casefolded}|[\s\S](?=[\p{M}\uff9e\uff9f]))[\p{M}\uff9e\uff9f]{0,30}/gu
const invisible = /\p{Default_Ignorable_Code_Point}/gu

/** A piece of both texts. One that was changed belongs together. */
interface Piece {
  readonly folded: number
  readonly given: number
  readonly length: number
  readonly isChanged: boolean
}

/** Folds by NFKC. What is ASCII already costs one look, and what has its usual form little more. */
export function fold(given: string): FoldedText {
  if (!unusual.test(given)) return { text: given, start: (place) => place, end: (place) => place }
  const pieces: Piece[] = []
  let text = ''
  const add = (from: number, to: number, folded: string, isChanged: boolean) => {
    if (folded === '') return
    pieces.push({ folded: text.length, given: from, length: to - from, isChanged })
    text += folded
  }
  let from = 0
  for (const { 0: cluster, index } of given.matchAll(changing)) {
    add(from, index, given.slice(from, index), false)
    from = index + cluster.length
    add(index, from, cluster.replace(invisible, '').normalize('NFKC'), true)
  }
  add(from, given.length, given.slice(from), false)
  return {
    text,
    start(place) {
      const piece = pieceAt(pieces, place)
      return piece.isChanged ? piece.given : piece.given + place - piece.folded
    },
    end(place) {
      const piece = pieceAt(pieces, place - 1)
      return piece.given + (piece.isChanged ? piece.length : place - piece.folded)
    },
  }
}

const nothing: Piece = { folded: 0, given: 0, length: 0, isChanged: false }

/** The last piece that begins at a place or before. */
function pieceAt(pieces: readonly Piece[], place: number): Piece {
  let [low, high] = [0, pieces.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((pieces[middle]?.folded ?? 0) <= place) low = middle
    else high = middle - 1
  }
  return pieces[low] ?? nothing
}
