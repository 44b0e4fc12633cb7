import type { FilterCondition } from '@kansoku/contracts'

/** What a column holds; decides which condition types it takes. */
export type ColumnKind =
  | 'text'
  | 'number'
  | 'instant'
  | 'flag'
  | 'texts'
  /** Top-level keys with stored values; conditions name one by `key`. */
  | 'metadata'
  /** Values by score name, which conditions give as `key`. */
  | 'numberByName'
  | 'textByName'
  | 'flagByName'

/** A column that conditions may name. All SQL in here is ours; values and keys arrive bound. */
export interface Column {
  readonly kind: ColumnKind
  /** Expression of the value, over the rows that the predicate is about. */
  readonly sql: string
  /**
   * Wraps a predicate that is about other rows (observations of a trace, scores), so that the whole is about this
   * one. Negative operators negate the whole: "none of" means that no such row exists.
   */
  readonly within?: (predicate: string, key: string) => string
  /** Condition operators on a text may ignore case: `matches` on input and output. */
  readonly matchesIgnoreCase?: boolean
}

export type ColumnCatalogue = Readonly<Record<string, Column>>

/** Condition types by kind of column. Source: Langfuse's filter parameter. */
export const acceptedTypes: Readonly<Record<ColumnKind, readonly FilterCondition['type'][]>> = {
  text: ['string', 'stringOptions', 'null'],
  number: ['number', 'null'],
  instant: ['datetime', 'null'],
  flag: ['boolean', 'null'],
  texts: ['arrayOptions', 'null'],
  metadata: ['stringObject', 'numberObject', 'booleanObject', 'categoryOptions', 'null'],
  numberByName: ['numberObject'],
  textByName: ['categoryOptions', 'stringObject'],
  flagByName: ['booleanObject'],
}
