import { rowHeights, type TableLayout } from '@kansoku/contracts'
import { type Column, roomOf } from './column.ts'

export type RowHeight = (typeof rowHeights)[number]

/** How somebody shaped a table. */
export type Layout = TableLayout

type Placed = Pick<Column<never>, 'id' | 'width' | 'least' | 'isName' | 'isExtra'>

/** All columns in the order that the layout gives them, hidden ones too; pinned ones come first. */
export function orderColumns<C extends Placed>(columns: readonly C[], layout: Layout): C[] {
  const ordered = (layout.order ?? []).flatMap((id) => columns.find((column) => column.id === id) ?? [])
  const placed = [...new Set(ordered)]
  for (const [index, column] of columns.entries()) {
    if (placed.includes(column)) continue
    const before = columns[index - 1]
    placed.splice(before ? placed.indexOf(before) + 1 : 0, 0, column)
  }
  const isPinned = ({ id }: C) => layout.pinned?.includes(id) ?? false
  return [...placed.filter(isPinned), ...placed.filter((column) => !isPinned(column))]
}

export function isShown({ id, isName, isExtra }: Placed, { shown }: Layout): boolean {
  return isName === true || (shown?.[id] ?? isExtra !== true)
}

/** A column that is shown, with its distance from the left in rem where it is pinned. */
export type Arranged<C> = C & { readonly left?: number }

/** The columns that are shown, in order. Pinned ones have a fixed width: the next one stands at its end. */
export function arrangeColumns<C extends Placed>(columns: readonly C[], layout: Layout): Arranged<C>[] {
  let left = 0
  return orderColumns(columns, layout)
    .filter((column) => isShown(column, layout))
    .map((column) => {
      if (!layout.pinned?.includes(column.id)) return column
      const width = roomOf(column)
      const arranged = { ...column, width, share: undefined, left }
      left += width
      return arranged
    })
}

/** The layout after a column was moved to where another one stands, among pinned ones or among the rest. */
export function moveColumn(columns: readonly Placed[], layout: Layout, id: string, to: number): Layout {
  const order = orderColumns(columns, layout).map((column) => column.id)
  const pinned = order.filter((other) => layout.pinned?.includes(other)).length
  const [first, last] = order.indexOf(id) < pinned ? [0, pinned - 1] : [pinned, order.length - 1]
  const rest = order.filter((other) => other !== id)
  rest.splice(Math.min(Math.max(to, first), last), 0, id)
  return { ...layout, order: rest }
}

export function pinColumn(layout: Layout, id: string, isPinned: boolean): Layout {
  const others = (layout.pinned ?? []).filter((other) => other !== id)
  return { ...layout, pinned: isPinned ? [...others, id] : others }
}

export function showColumn(layout: Layout, id: string, shown: boolean): Layout {
  return { ...layout, shown: { ...layout.shown, [id]: shown } }
}

/** What was stored, maybe by another version, as a layout; anything that makes no sense is left out. */
export function readLayout(stored: unknown): Layout {
  if (typeof stored !== 'object' || stored === null) return {}
  const { order, shown, pinned, rowHeight } = stored as Record<string, unknown>
  const height = rowHeights.find((name) => name === rowHeight)
  return {
    ...(isTexts(order) && { order }),
    ...(isChoice(shown) && { shown }),
    ...(isTexts(pinned) && { pinned }),
    ...(height && { rowHeight: height }),
  }
}

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string')

const isChoice = (value: unknown): value is Record<string, boolean> =>
  typeof value === 'object' &&
  value !== null &&
  Object.values(value).every((item) => typeof item === 'boolean')
