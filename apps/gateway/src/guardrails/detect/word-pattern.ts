const special = /[.*+?^${}()|[\]\\]/g
const edge = /^[\p{Script=Latin}\p{N}]/u

/**
 * Finds any of some words in folded text, whatever the case and the gaps between their parts. A word in Latin letters
 * is found whole only; in Japanese, which has no gaps, anywhere.
 */
export function wordPattern(words: readonly string[]): RegExp {
  return new RegExp(words.map(patternOf).join('|'), 'giu')
}

function patternOf(given: string): string {
  const word = given.normalize('NFKC').trim()
  const inner = word.replace(special, '\\$&').replace(/\s+/gu, '\\s+')
  const before = edge.test(word) ? '(?<![\\p{Script=Latin}\\p{N}])' : ''
  const after = edge.test([...word].at(-1) ?? '') ? '(?![\\p{Script=Latin}\\p{N}])' : ''
  return `${before}${inner}${after}`
}
