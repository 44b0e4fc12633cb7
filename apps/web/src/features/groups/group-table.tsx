import clsx from 'clsx'
import type { ReactNode } from 'react'
import { meantElse } from '../traces/meant-else.ts'
import { SortHead } from '../traces/sort-head.tsx'
import { type ListOrder, listOrderOf, nextListSort, type TraceSearch } from '../traces/trace-search.ts'
import type { ChangeSearch } from '../traces/use-list-search.ts'

export interface GroupColumn<Row, Column extends string> {
  readonly id: string
  readonly label: string
  /** Width in rem; absent: what is left. */
  readonly width?: number
  readonly align?: 'end'
  readonly sort?: Column
  readonly cell: (row: Row) => ReactNode
}

/** Least width of a column without a width of its own, in rem. */
const least = 14

interface GroupTableProps<Row, Column extends string> {
  readonly label: string
  readonly columns: readonly GroupColumn<Row, Column>[]
  readonly rows: readonly Row[]
  readonly order: ListOrder<Column>
  readonly search: TraceSearch
  readonly arrivals: ReadonlySet<string>
  readonly onChange: ChangeSearch
  readonly onOpen: (id: string) => void
}

/** Sessions or users in rows, as traces are shown. */
export function GroupTable<Row extends { readonly id: string }, Column extends string>(
  props: GroupTableProps<Row, Column>,
) {
  const { label, columns, rows, order, search, arrivals, onChange, onOpen } = props
  const sorted = listOrderOf(search, order)
  return (
    <table
      aria-label={label}
      className="w-full table-fixed border-separate border-spacing-0 text-sm"
      style={{ minWidth: `${columns.reduce((sum, { width = least }) => sum + width, 0)}rem` }}
    >
      <colgroup>
        {columns.map(({ id, width }) => (
          <col key={id} style={width ? { width: `${width}rem` } : undefined} />
        ))}
      </colgroup>
      <thead className="sticky top-0 z-10 bg-canvas [&_th]:border-b [&_th]:border-line">
        <tr>
          {columns.map(({ id, label, align, sort }) => (
            <SortHead
              key={id}
              label={label}
              {...(align ? { align } : {})}
              {...(sort
                ? {
                    sorted: sorted.column === sort ? sorted.direction : 'none',
                    onSort: () => onChange({ sort: nextListSort(search, sort, order) }),
                  }
                : {})}
            />
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr
            key={row.id}
            data-row-id={row.id}
            onClick={(event) => {
              if (!meantElse(event)) onOpen(row.id)
            }}
            className={clsx(
              'cursor-pointer focus-within:bg-accent-soft hover:bg-hover [&_td]:border-b [&_td]:border-line/70',
              arrivals.has(row.id) && 'animate-arrive',
            )}
          >
            {columns.map(({ id, align, cell }) => (
              <td key={id} className={clsx('h-9 overflow-hidden px-2', align === 'end' && 'text-right')}>
                {cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
