import { readBoundsText, writeBounds } from './bounds-text.ts'
import type { Field } from './fields.ts'
import { hasStar, readPattern } from './pattern.ts'
import { quote, scan } from './scan.ts'
import type { Term } from './term.ts'

/** A value as it is written: in quotes where it would be read as something else. */
export function writeValue(value: string, kind: Field['kind'] = 'choice'): string {
  const isPlain = value !== '' && !/[\s,"]/.test(value) && (kind === 'text' || !hasStar(value))
  const isRange = (kind === 'metadata' || kind === 'score') && readsAsBounds(value, kind)
  return isPlain && !isRange ? value : quote(value)
}

/** One of several patterns: those without a star of their own are values. */
export function writePattern(pattern: string, kind: Field['kind'] = 'choice'): string {
  const { text, isPattern } = readPattern(pattern)
  return isPattern ? text : writeValue(text, kind)
}

/** Whether a bare value is a range: numbers alone are, of scores. */
export function readsAsBounds(value: string, kind: 'metadata' | 'score'): boolean {
  const isNumber = !/^[<>=＜＞＝]|\.\./.test(value)
  return (kind === 'score' || !isNumber) && readBoundsText(value, 'any') !== undefined
}

/** A term as text that reads as the same term. */
export function writeTerm(term: Term, { kind }: Pick<Field, 'kind'>): string {
  const { field, name, isNegated } = term
  const minus = isNegated ? '-' : ''
  if (kind === 'flag') return `${minus}is:${field}`
  const key = name === undefined ? field : writeNamed(field, name)
  return `${minus}${key}:${writeOperand(term, kind)}`
}

/** `score.accuracy` */
export function writeNamed(field: string, name: string): string {
  return `${field}.${/[\s:："\\]/.test(name) ? quote(name) : name}`
}

function writeOperand({ values, bounds, isLike }: Term, kind: Field['kind']): string {
  const write = isLike ? writePattern : writeValue
  if (!bounds) return values.map((value) => write(value, kind)).join(',')
  const isOne = bounds.min === bounds.max
  // A number alone is a value of metadata.
  return `${isOne && kind === 'metadata' ? '=' : ''}${writeBounds(bounds)}`
}

/** Words that are looked for as they stand: in quotes where they would be read as terms. */
export function writeWords(words: string): string {
  const isPlain = scan(words).every((found) => found.kind === 'word' && !found.word.isQuoted)
  return isPlain && words === words.trim().replace(/\s+/g, ' ') ? words : quote(words)
}
