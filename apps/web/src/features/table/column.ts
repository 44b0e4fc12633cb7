import type { ReactNode } from 'react'

/** A column of a list. */
export interface Column<Row, Sort extends string = string> {
  readonly id: string
  readonly label: string
  /** Width in rem, the least one where there is a share; absent: what is left. */
  readonly width?: number
  /** Least width where it takes what is left, and its width where it is pinned; in rem. */
  readonly least?: number
  /** Share of the table in percent, for texts that gain from a wide window. */
  readonly share?: number
  readonly align?: 'end'
  /** What the list is sorted by when the head is pressed. */
  readonly sort?: Sort
  /** Names the row: it cannot be hidden. */
  readonly isName?: boolean
  /** Hidden until somebody asks for it. */
  readonly isExtra?: boolean
  readonly cell: (row: Row) => ReactNode
}

/** Room that a column takes at least, in rem. */
export const roomOf = ({ width, least = 13 }: Pick<Column<never>, 'width' | 'least'>): number =>
  width ?? least
