import type { Bounds } from '../traces/bounds.ts'

/** One condition of the search language, as it is meant. */
export interface Term {
  /** Name of the field, as `fields.ts` has it. */
  readonly field: string
  /** Which metadata, which score. */
  readonly name?: string
  readonly isNegated: boolean
  /** What the field is compared with; empty where there are bounds, and of flags. */
  readonly values: readonly string[]
  /** The values are patterns, as the server takes them: `*` is any text, `\\*` a star. */
  readonly isLike?: true
  readonly bounds?: Bounds
}

/** Why a text is no search, at its place. */
export interface Problem {
  readonly code: ProblemCode
  readonly from: number
  readonly to: number
  /** The part that is wrong, as it was meant. */
  readonly given: string
  /** What may have been meant. */
  readonly nearest?: string
}

export type ProblemCode =
  | 'unknownField'
  | 'unknownValue'
  | 'noName'
  | 'hasNoNames'
  | 'noValue'
  | 'oneValue'
  | 'notANumber'
  | 'notNegated'
  | 'unclosed'
