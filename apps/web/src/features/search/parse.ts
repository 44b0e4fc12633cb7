import { readBoundsText } from './bounds-text.ts'
import { type Field, type FieldOf, findField, flagNames, keysOf } from './fields.ts'
import { nearest } from './nearest.ts'
import { isPattern, toPattern } from './pattern.ts'
import { readsAsBounds } from './print.ts'
import { type ScannedTerm, type ScannedValue, type Span, scan } from './scan.ts'
import type { Problem, ProblemCode, Term } from './term.ts'

export interface Parsed {
  readonly terms: readonly Term[]
  /** What is looked for as it stands. */
  readonly words: string
  readonly problems: readonly Problem[]
}

/** Reads a text of the search language. Terms with problems are left out. */
export function parse(text: string, fields: readonly Field[]): Parsed {
  const scanned = scan(text)
  const words = scanned.flatMap((found) => (found.kind === 'word' ? [found.word] : []))
  const read = scanned.flatMap((found) => (found.kind === 'term' ? [readTerm(found, fields)] : []))
  return {
    terms: read.flatMap((one) => ('code' in one ? [] : [one])),
    words: words.map((word) => word.text).join(' '),
    problems: [...words.filter(({ isClosed }) => !isClosed).map(unclosed), ...read.filter(isProblem)].sort(
      (a, b) => a.from - b.from,
    ),
  }
}

const isProblem = (read: Term | Problem): read is Problem => 'code' in read

function problem(
  code: ProblemCode,
  { from, to }: Span,
  given: string,
  known: readonly string[] = [],
): Problem {
  const meant = nearest(given, known)
  return { code, from, to, given, ...(meant === undefined ? {} : { nearest: meant }) }
}

const unclosed = (value: ScannedValue) => problem('unclosed', value, value.text)

function readTerm(scanned: ScannedTerm, fields: readonly Field[]): Term | Problem {
  const { key, name, values } = scanned
  const isFlag = key.text.toLowerCase() === 'is'
  const field = findField(fields, key.text)
  if (!field && !isFlag) return problem('unknownField', key, key.text, keysOf(fields))
  const open = values.find(({ isClosed }) => !isClosed)
  if (open) return unclosed(open)
  const isNamed = field?.kind === 'metadata' || field?.kind === 'score'
  if (isNamed && !name?.text) return problem('noName', key, key.text)
  if (!isNamed && name) return problem('hasNoNames', name, key.text)
  const empty = values.find(({ text }) => text === '')
  if (empty) return problem('noValue', { from: scanned.from, to: scanned.to }, key.text)
  return field ? readField(scanned, field) : readFlag(scanned, fields)
}

function readField(scanned: ScannedTerm, field: Field): Term | Problem {
  switch (field.kind) {
    case 'bound':
      return readRange(scanned, field.key, field.unit)
    case 'choice':
      return readChoice(scanned, field)
    case 'text':
      return only(scanned, ({ text }) => valuesOf(scanned, field.key, [text]))
    case 'presence':
      return only(scanned, (value) => readKnown(scanned, field.key, value, Object.keys(field.columns)))
    case 'metadata':
    case 'score':
      return readNamed(scanned, field.kind)
    case 'flag':
      return valuesOf(scanned, field.key, [])
  }
}

function valuesOf({ isNegated, name }: ScannedTerm, field: string, values: readonly string[]): Term {
  return { field, ...(name && { name: name.text }), isNegated, values: [...new Set(values)] }
}

/** Values that may be anything, where stars that are not in quotes fit any text. */
function readAny(scanned: ScannedTerm, field: string): Term {
  const { values } = scanned
  if (values.some(isPattern)) return { ...valuesOf(scanned, field, values.map(toPattern)), isLike: true }
  return valuesOf(
    scanned,
    field,
    values.map(({ text }) => text),
  )
}

/** A field that takes one value. */
function only(scanned: ScannedTerm, read: (value: ScannedValue) => Term | Problem): Term | Problem {
  const [value, more] = scanned.values
  if (more) return problem('oneValue', more, scanned.key.text)
  return value ? read(value) : problem('noValue', scanned, scanned.key.text)
}

function readKnown(
  scanned: ScannedTerm,
  field: string,
  value: ScannedValue,
  known: readonly string[],
): Term | Problem {
  const meant = known.find((one) => one.toLowerCase() === value.text.toLowerCase())
  return meant ? valuesOf(scanned, field, [meant]) : problem('unknownValue', value, value.text, known)
}

function readChoice(scanned: ScannedTerm, { key, known }: FieldOf<'choice'>): Term | Problem {
  if (!known) return readAny(scanned, key)
  const read = scanned.values.map((value) => readKnown(scanned, key, value, known))
  return (
    read.find(isProblem) ??
    valuesOf(
      scanned,
      key,
      read.flatMap((one) => (isProblem(one) ? [] : one.values)),
    )
  )
}

/** Errors and warnings are levels, the others flags of their own. */
function readFlag(scanned: ScannedTerm, fields: readonly Field[]): Term | Problem {
  return only(scanned, (value) => {
    const names = flagNames(fields)
    const name = names.find((one) => one.toLowerCase() === value.text.toLowerCase())
    if (!name) return problem('unknownValue', value, value.text, names)
    const isLevel = name === 'error' || name === 'warning'
    return isLevel ? valuesOf(scanned, 'level', [name.toUpperCase()]) : valuesOf(scanned, name, [])
  })
}

type Unit = Parameters<typeof readBoundsText>[1]

function readRange(scanned: ScannedTerm, field: string, unit: Unit): Term | Problem {
  if (scanned.isNegated) return problem('notNegated', scanned, scanned.key.text)
  return only(scanned, (value) => {
    const bounds = readBoundsText(value.text, unit)
    return bounds ? { ...valuesOf(scanned, field, []), bounds } : problem('notANumber', value, value.text)
  })
}

/** Metadata and scores hold anything: what reads as a range is one, unless it is quoted. */
function readNamed(scanned: ScannedTerm, kind: 'metadata' | 'score'): Term | Problem {
  const isRange = scanned.values.some(({ text, isQuoted }) => !isQuoted && readsAsBounds(text, kind))
  if (isRange && scanned.values.length === 1) return readRange(scanned, kind, 'any')
  return readAny(scanned, kind)
}
