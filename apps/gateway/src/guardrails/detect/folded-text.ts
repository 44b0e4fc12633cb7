/** A text in one spelling: full-width forms, ligatures and half-width kana in their usual form, invisible signs gone. */
export interface FoldedText {
  readonly text: string
  /** Where a character of it begins in what was folded; its length is the end. */
  at(index: number): number
}

const invisible = /[\u00ad\u200b-\u200f\u2060\ufeff]/
const unusual = /[\u0080-\uffff]/
/** A character with the marks that belong to it: NFKC may make one of them. */
const clusters = /[\s\S][\p{M}\uff9e\uff9f]*/gu

/** Folds by NFKC. What is ASCII already costs one look. */
export function fold(given: string): FoldedText {
  if (!unusual.test(given)) return { text: given, at: (index) => index }
  let text = ''
  const places: number[] = []
  for (const { 0: cluster, index } of given.matchAll(clusters)) {
    const folded = invisible.test(cluster)
      ? cluster.replace(new RegExp(invisible, 'g'), '')
      : cluster.normalize('NFKC')
    for (let i = 0; i < folded.length; i++) places.push(index)
    text += folded
  }
  return { text, at: (index) => places[index] ?? given.length }
}
