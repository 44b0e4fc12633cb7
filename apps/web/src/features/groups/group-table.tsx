import { useCallback, useMemo } from 'react'
import type { Column } from '../table/column.ts'
import { arrangeColumns, type Layout } from '../table/layout.ts'
import { RowTable } from '../table/row-table.tsx'
import { type ListOrder, listOrderOf, nextListSort, type TraceSearch } from '../traces/trace-search.ts'
import type { ChangeSearch } from '../traces/use-list-search.ts'

interface GroupTableProps<Row, Sort extends string> {
  readonly label: string
  readonly columns: readonly Column<Row, Sort>[]
  readonly rows: readonly Row[]
  readonly order: ListOrder<Sort>
  readonly search: TraceSearch
  readonly arrivals: ReadonlySet<string>
  /** Absent: as the table comes. */
  readonly layout?: Layout
  readonly onChange: ChangeSearch
  /** The same function as long as it opens the same: rows are drawn anew with another. */
  readonly onOpen: (id: string) => void
}

const asItComes: Layout = {}

/** Sessions or users in rows, as traces are shown. */
export function GroupTable<Row extends { readonly id: string }, Sort extends string>(
  props: GroupTableProps<Row, Sort>,
) {
  const { label, columns, rows, order, search, arrivals, layout = asItComes, onChange, onOpen } = props
  return (
    <RowTable
      label={label}
      columns={useMemo(() => arrangeColumns(columns, layout), [columns, layout])}
      rows={rows}
      {...(layout.rowHeight ? { rowHeight: layout.rowHeight } : {})}
      sorted={listOrderOf(search, order)}
      arrivals={arrivals}
      onSort={(column) => onChange({ sort: nextListSort(search, column, order) })}
      onOpen={useCallback(({ id }: Row) => onOpen(id), [onOpen])}
    />
  )
}
