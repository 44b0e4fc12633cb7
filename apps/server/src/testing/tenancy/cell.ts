import type { Ask, Expected, Row } from './row.ts'
import type { World } from './world.ts'

/** What callers and expectations are made from. */
export type Known = Pick<World, 'first' | 'other' | 'cookies'>

/** One request by one caller: a row of the table under one of its columns. */
export interface Cell {
  readonly who: string
  readonly headers: (known: Known) => Readonly<Record<string, string>>
  /** Changes to what the row asks. */
  readonly ask?: (known: Known) => Ask
  readonly method?: string
  readonly expected: (known: Known) => Expected
}

/** The cells of a row. */
export interface Cells {
  /** Callers who do not get in, whatever they ask: once for each route. */
  readonly refused: readonly Cell[]
  /** Callers who get in and must not find what the first project has. */
  readonly foreign: readonly Cell[]
  /** Whom it belongs to. May change what the first project has, and comes after all others. */
  readonly own: readonly Cell[]
}

/** A row that brings cells of its own. */
export interface Door {
  readonly row: Pick<Row, 'route' | 'about' | 'ask'>
  readonly cells: Cells
}

export function authorized(authorization: string): Record<string, string> {
  return { authorization }
}

export function expectedByOther({ other: expected }: Row, { first, other }: Known): Expected {
  return typeof expected === 'function' ? expected(first, other) : expected
}
