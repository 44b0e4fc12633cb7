import { foldText } from '../../lib/fold-text.ts'
import { type Field, findField, flagNames, keysOf, type Unit } from './fields.ts'
import { fits, isPattern } from './pattern.ts'
import { writeNamed, writeValue } from './print.ts'
import { quote, type ScannedTerm, type ScannedValue, type Span, scan } from './scan.ts'

/** What can stand at a place of a text. */
export type Completion =
  | { readonly kind: 'key'; readonly key: string; readonly text: string }
  | {
      readonly kind: 'value'
      readonly field: string
      readonly value: string
      /** How many rows have it. */
      readonly count?: number
      readonly text: string
    }

export interface Completions extends Span {
  readonly options: readonly Completion[]
}

interface Value {
  readonly value: string
  readonly count?: number
}

export interface CompletionSource {
  readonly fields: readonly Field[]
  /** What a key is called in the language of the page. */
  readonly labelOf: (key: string) => string
  /** Values that occur, by the key of their field. */
  readonly valuesOf: (key: string) => readonly Value[] | undefined
  /** Names of scores that there are. */
  readonly scores: readonly string[]
  /** Keys of metadata that have been seen. */
  readonly metadataKeys: readonly string[]
}

const most = 8

/** Ranges that show how one is written. */
const examples: Readonly<Record<Unit, readonly string[]>> = {
  seconds: ['>1s', '>10s', '1s..5s', '<500ms'],
  dollars: ['>0.01', '>0.1', '>1', '0.01..0.1'],
  count: ['>1000', '>10k', '>100k', '1k..10k'],
}

/** What can be written where the cursor is: keys at the beginning of a term, values behind its colon. */
export function complete(text: string, cursor: number, source: CompletionSource): Completions | undefined {
  const found = scan(text).find(({ from, to }) => from <= cursor && cursor <= to)
  if (!found) return completeKey({ from: cursor, to: cursor }, '', source)
  if (found.kind === 'word')
    return found.word.isQuoted ? undefined : completeKey(found, text.slice(found.from, cursor), source)
  const value = found.values.find(({ from, to }) => from <= cursor && cursor <= to)
  return value ? completeValue(found, value, source) : undefined
}

function completeKey(
  span: Span,
  typed: string,
  { fields, labelOf, scores, metadataKeys }: CompletionSource,
): Completions | undefined {
  const minus = typed.startsWith('-') ? '-' : ''
  const wanted = foldText(typed.slice(minus.length))
  const isNear = (key: string) => [key, labelOf(key)].some((name) => foldText(name).startsWith(wanted))
  const namesOf = (field: string, names: readonly string[]) =>
    wanted.startsWith(`${field}.`)
      ? names
          .filter((name) => [name, quote(name)].some((one) => isNear(`${field}.${one}`)))
          .map((name) => writeNamed(field, name))
          .slice(0, most)
      : []
  const keys = [
    ...keysOf(fields).filter((key) => isNear(key) && !(minus && isBound(fields, key))),
    ...namesOf('score', scores),
    ...namesOf('metadata', metadataKeys),
  ]
  const options = keys.map((key) => ({
    ...{ kind: 'key' as const, key },
    text: `${minus}${key}${isNamed(fields, key) ? '.' : ':'}`,
  }))
  return options.length > 0 ? { ...span, options } : undefined
}

const isBound = (fields: readonly Field[], key: string) => findField(fields, key)?.kind === 'bound'
const isNamed = (fields: readonly Field[], key: string) =>
  ['metadata', 'score'].includes(findField(fields, key)?.kind ?? '')

function completeValue(
  { key, values }: ScannedTerm,
  typed: ScannedValue,
  source: CompletionSource,
): Completions | undefined {
  const { from, to, text } = typed
  const field = findField(source.fields, key.text)
  const name = field?.key ?? key.text.toLowerCase()
  const taken = new Set(values.map((value) => value.text).filter((other) => other !== text))
  const wanted = foldText(text)
  const isWanted = isPattern(typed)
    ? (value: string) => fits(value, text)
    : (value: string) => foldText(value).includes(wanted)
  const found = possibleValues(field, name, source).filter(
    ({ value }) => !taken.has(value) && isWanted(value),
  )
  const options = found.slice(0, most).map((value) => ({
    ...{ kind: 'value' as const, field: name, ...value },
    text: field?.kind === 'bound' ? value.value : writeValue(value.value),
  }))
  const all = field && patternOfAll(field, text, found)
  const offered = all === undefined ? options : [...options.slice(0, most - 1), all]
  return offered.length > 0 ? { from, to, options: offered } : undefined
}

/** What finds several values that hold the typed text, where one can be written. */
function patternOfAll(field: Field, typed: string, found: readonly Value[]): Completion | undefined {
  const pattern = `*${typed}*`
  const isWritten = field.kind === 'choice' && !field.known && typed !== '' && !/[\s,"*＊]/.test(typed)
  if (!isWritten || found.filter(({ value }) => fits(value, pattern)).length < 2) return undefined
  return { kind: 'value', field: field.key, value: pattern, text: pattern }
}

function possibleValues(
  field: Field | undefined,
  name: string,
  { fields, valuesOf }: CompletionSource,
): readonly Value[] {
  if (name === 'is') return flagNames(fields).map((value) => ({ value }))
  if (field?.kind === 'presence') return Object.keys(field.columns).map((value) => ({ value }))
  if (field?.kind === 'bound') return examples[field.unit].map((value) => ({ value }))
  if (field?.kind !== 'choice') return []
  return valuesOf(field.key) ?? field.known?.map((value) => ({ value })) ?? []
}

/** The text with what was chosen, and where the cursor stands then. */
export function insertCompletion(text: string, { from, to }: Span, { text: chosen }: Completion) {
  return { text: `${text.slice(0, from)}${chosen}${text.slice(to)}`, cursor: from + chosen.length }
}
