import type { Binder } from '../sql/binder.ts'
import { invalidFilter } from './invalid-filter.ts'

/** The engine refuses expressions that take too much memory. */
const longest = 20_000

/** A regular expression, bound, for texts that are as one of the patterns says: see the filter language. */
export function likeAny(patterns: readonly string[], bind: Binder): string {
  const expression = `^(?s:${patterns.map(toExpression).join('|')})$`
  if (expression.length > longest) throw invalidFilter('The patterns of a filter are too long together.')
  // No pattern fits nothing, not even the empty text.
  return bind.text(patterns.length === 0 ? '[^\\s\\S]' : expression)
}

/** Stars alone ask for some text. */
function toExpression(pattern: string): string {
  if (/^\*+$/.test(pattern)) return '.+'
  return pattern.replace(/\\(.)|\*+|./gsu, (piece, escaped?: string) =>
    piece.startsWith('*') ? '.*' : literal(escaped ?? piece),
  )
}

function literal(character: string): string {
  if (character === '\0') return '\\x00'
  return character.replace(/[\\^$.|?*+()[\]{}]/, '\\$&')
}
