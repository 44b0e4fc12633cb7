import type { Tokenizer } from './tokenizer.ts'

/** An input or output as it is stored, and how it is counted. */
export interface TokenText {
  readonly text: string
  readonly tokenizer: Tokenizer
}

export interface CountTask {
  readonly id: number
  readonly texts: readonly TokenText[]
}

export interface CountAnswer {
  readonly id: number
  /** At the place of its text; null where there was nothing to count. */
  readonly counts: readonly (number | null)[]
}
