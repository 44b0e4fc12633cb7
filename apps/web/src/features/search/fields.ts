import { observationLevels, observationTypes } from '@kansoku/contracts'
import {
  boundColumns,
  callerColumns,
  type FacetName,
  facetColumns,
  idColumns,
  type ListFilters,
  textColumns,
} from '../traces/list-filters.ts'

/** What a number of a field counts. */
export type Unit = 'seconds' | 'dollars' | 'count'

/** What the search language can say about one column. */
export type Field = { readonly key: string } & (
  | {
      /** One of some values. */
      readonly kind: 'choice'
      readonly column: string
      /** Values that there are; absent: any text. */
      readonly known?: readonly string[]
      /** A row has several of them. */
      readonly isList?: true
    }
  | { readonly kind: 'bound'; readonly column: string; readonly unit: Unit }
  | { readonly kind: 'text'; readonly column: string }
  /** Said with `is:`. */
  | { readonly kind: 'flag'; readonly column: string }
  /** Whether a column has a value, by the name of its field. */
  | { readonly kind: 'presence'; readonly columns: Readonly<Record<string, string>> }
  | { readonly kind: 'metadata' | 'score' }
)
export type FieldOf<Kind extends Field['kind']> = Extract<Field, { readonly kind: Kind }>

const units: Readonly<Record<keyof typeof boundColumns, Unit>> = {
  latency: 'seconds',
  firstToken: 'seconds',
  cost: 'dollars',
  tokens: 'count',
  speed: 'count',
}
const known: { readonly [N in FacetName]?: readonly string[] } = {
  level: observationLevels,
  type: observationTypes,
}
const lists: ReadonlySet<FacetName> = new Set(['tag', 'tool'])

function facetField(key: FacetName): Field {
  const column = facetColumns[key]
  if (key === 'root') return { kind: 'flag', key, column }
  const values = known[key]
  return {
    ...{ kind: 'choice', key, column },
    ...(values && { known: values }),
    ...(lists.has(key) && { isList: true as const }),
  }
}

/** The fields of a list, in the order in which they are offered. */
export function fieldsOf(filters: ListFilters): readonly Field[] {
  const present = filters.optional.map((name) => [name, facetColumns[name]])
  return [
    ...filters.facets.map(facetField),
    ...filters.bounds.map(
      (key): Field => ({
        ...{ kind: 'bound', key, column: boundColumns[key], unit: units[key] },
      }),
    ),
    ...filters.texts.map((key): Field => ({ kind: 'text', key, column: textColumns[key] })),
    { kind: 'metadata', key: 'metadata' },
    { kind: 'score', key: 'score' },
    { kind: 'choice', key: 'env', column: 'environment' },
    { kind: 'presence', key: 'has', columns: Object.fromEntries(present) },
    ...(filters.starred ? [{ kind: 'flag', key: 'bookmarked', column: 'bookmarked' } as const] : []),
    ...filters.ids.map((key): Field => ({ kind: 'choice', key, column: idColumns[key] })),
    ...filters.callers.map((key): Field => ({ kind: 'choice', key, column: callerColumns[key] })),
  ]
}

/** Names that people bring along from the columns of the lists and from other products. */
const aliases: Readonly<Record<string, string>> = {
  environment: 'env',
  sessionid: 'session',
  scores: 'score',
  tags: 'tag',
  totalcost: 'cost',
  totaltokens: 'tokens',
  traceid: 'trace',
  ttft: 'firstToken',
  userid: 'user',
}

const fold = (key: string) => key.toLowerCase().replace(/[-_]/g, '')

/** The field that a key means, whatever its case: `trace-name`, `traceName`. */
export function findField(fields: readonly Field[], key: string): Field | undefined {
  const meant = aliases[fold(key)] ?? key
  return fields.find((field) => field.kind !== 'flag' && fold(field.key) === fold(meant))
}

/** What `is:` may be followed by: levels that are asked for most, and flags. */
export function flagNames(fields: readonly Field[]): readonly string[] {
  return ['error', 'warning', ...fields.flatMap((field) => (field.kind === 'flag' ? [field.key] : []))]
}

/** Keys that a term may begin with. */
export function keysOf(fields: readonly Field[]): readonly string[] {
  return ['is', ...fields.flatMap((field) => (field.kind === 'flag' ? [] : [field.key]))]
}
