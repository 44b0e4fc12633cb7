import clsx from 'clsx'
import { type MouseEvent, memo, type ReactNode, useDeferredValue } from 'react'
import { PageBox, RowBox } from '../selection/selection-box.tsx'
import type { Selection } from '../selection/use-selection.ts'
import { meantElse } from '../traces/meant-else.ts'
import { SortHead } from '../traces/sort-head.tsx'
import { type Column, roomOf } from './column.ts'
import type { Arranged, RowHeight } from './layout.ts'

type ArrangedColumn<Row, Sort extends string> = Arranged<Column<Row, Sort>>

interface Identified {
  readonly id: string
}

const heights: Record<RowHeight, string> = {
  compact: 'h-7 text-xs',
  comfortable: 'h-9',
  tall: 'h-9 py-2 align-top',
}

/** How rows are chosen. */
export interface Choice<Row> {
  readonly selection: Selection<string>
  /** What a row is called, for whoever chooses it by ear. Always the same function. */
  readonly nameOf: (row: Row) => string
  /** What stands beside the box. Always the same function. */
  readonly beside?: (row: Row) => ReactNode
}

/** Width of the column of boxes, in rem. */
const boxWidth = (hasMore: boolean) => (hasMore ? 4.25 : 2.5)

/** A cell that stays while the others are scrolled below it. */
const stay = (left: number | undefined, before = 0) =>
  left === undefined ? {} : { style: { left: `${left + before}rem` }, 'data-pinned': '' }
const stayClass =
  'data-pinned:sticky data-pinned:z-[1] data-pinned:bg-inherit [&[data-pinned]:has(+:not([data-pinned]))]:border-r [&[data-pinned]]:border-line'

interface TableRowProps<Row> {
  readonly row: Row
  readonly columns: readonly ArrangedColumn<Row, string>[]
  readonly rowHeight: RowHeight
  readonly arrived: boolean
  readonly mark: 'warn' | 'danger' | undefined
  readonly isChosen: boolean
  readonly nameOf: Choice<Row>['nameOf'] | undefined
  readonly beside: Choice<Row>['beside']
  /** Undefined where rows cannot be chosen. */
  readonly onToggle: Selection<string>['toggle'] | undefined
  readonly onOpen: (row: Row) => void
}

const marks = {
  warn: '[&>td:first-child]:shadow-[inset_2px_0_0_var(--warn)]',
  danger: '[&>td:first-child]:shadow-[inset_2px_0_0_var(--danger)]',
}

function TableRowView<Row extends Identified>(props: TableRowProps<Row>) {
  const { row, columns, rowHeight, arrived, mark, isChosen, nameOf, beside, onToggle, onOpen } = props
  const before = onToggle ? boxWidth(beside !== undefined) : 0
  return (
    <tr
      data-row-id={row.id}
      onClick={(event: MouseEvent) => {
        if (!meantElse(event)) onOpen(row)
      }}
      className={clsx(
        'group cursor-pointer focus-within:bg-accent-soft hover:bg-hover [&_td]:border-b [&_td]:border-line/70',
        isChosen ? 'bg-accent-soft' : 'bg-canvas',
        mark && marks[mark],
        arrived && 'animate-arrive',
      )}
    >
      {onToggle && (
        <td {...stay(0)} className={clsx('pl-1', heights[rowHeight], stayClass)}>
          <span className="flex items-center">
            <RowBox id={row.id} name={nameOf?.(row) ?? row.id} isChosen={isChosen} onToggle={onToggle} />
            {beside?.(row)}
          </span>
        </td>
      )}
      {columns.map(({ id, align, left, cell }) => (
        <td
          key={id}
          {...stay(left, before)}
          className={clsx(
            'overflow-hidden px-2',
            heights[rowHeight],
            align === 'end' && 'text-right',
            stayClass,
          )}
        >
          {cell(row)}
        </td>
      ))}
    </tr>
  )
}

/** A refresh brings mostly the same rows: only those that changed are drawn again. */
const TableRow = memo(TableRowView) as typeof TableRowView

interface RowTableProps<Row, Sort extends string> {
  readonly label: string
  readonly columns: readonly ArrangedColumn<Row, Sort>[]
  readonly rows: readonly Row[]
  readonly rowHeight?: RowHeight
  readonly sorted: { readonly column: Sort; readonly direction: 'asc' | 'desc' }
  readonly arrivals: ReadonlySet<string>
  /** What stands out in the list. */
  readonly markOf?: (row: Row) => 'warn' | 'danger' | undefined
  /** Absent where rows cannot be chosen. */
  readonly choice?: Choice<Row>
  readonly onSort: (column: Sort) => void
  readonly onOpen: (row: Row) => void
}

/** In CSS pixels; absent: as high as what stands in them. */
const pixels: Partial<Record<RowHeight, number>> = { compact: 28, comfortable: 36 }

/**
 * Rows below the screen are drawn once those on it can be seen, without keeping anybody waiting. Until then their room is
 * kept, so that who comes back to a list finds it where it was scrolled to.
 */
function useDrawn<Row>(rows: readonly Row[], rowHeight: RowHeight) {
  const isSeen = useDeferredValue(true, false)
  const height = pixels[rowHeight]
  if (isSeen || height === undefined) return { drawn: rows, room: 0 }
  const drawn = rows.slice(0, Math.ceil(innerHeight / height))
  return { drawn, room: (rows.length - drawn.length) * height }
}

/** The table of every list that is about traces: rows that open, columns that may be pinned, sorted by their heads. */
export function RowTable<Row extends Identified, Sort extends string>(
  props: RowTableProps<Row, Sort>,
): ReactNode {
  const { label, columns, rows, rowHeight = 'comfortable', sorted, arrivals, markOf, onSort, onOpen } = props
  const { selection, nameOf, beside } = props.choice ?? {}
  const before = selection ? boxWidth(beside !== undefined) : 0
  const { drawn, room } = useDrawn(rows, rowHeight)
  const least = columns.reduce((sum, column) => sum + roomOf(column), before)
  return (
    <table
      aria-label={label}
      data-height={rowHeight}
      className="group/table w-full table-fixed border-separate border-spacing-0 text-sm"
      style={{ minWidth: `${least}rem`, marginBottom: room }}
    >
      <colgroup>
        {selection && <col style={{ width: `${before}rem` }} />}
        {columns.map(({ id, width, share }) => {
          const size = share === undefined ? width && `${width}rem` : `${share}%`
          return <col key={id} style={size ? { width: size } : undefined} />
        })}
      </colgroup>
      <thead className="sticky top-0 z-10 bg-canvas [&_th]:border-b [&_th]:border-line">
        <tr className="bg-canvas">
          {selection && (
            <th scope="col" {...stay(0)} className={clsx('pl-1', stayClass)}>
              <PageBox {...selection} />
            </th>
          )}
          {columns.map(({ id, label: name, align, sort, left }) => (
            <SortHead
              key={id}
              label={name}
              cell={{ ...stay(left, before), className: stayClass }}
              {...(align ? { align } : {})}
              {...(sort
                ? {
                    sorted: sorted.column === sort ? sorted.direction : 'none',
                    onSort: () => onSort(sort),
                  }
                : {})}
            />
          ))}
        </tr>
      </thead>
      <tbody>
        {drawn.map((row) => (
          <TableRow
            key={row.id}
            row={row}
            columns={columns}
            rowHeight={rowHeight}
            arrived={arrivals.has(row.id)}
            mark={markOf?.(row)}
            isChosen={selection?.ids.has(row.id) === true}
            nameOf={nameOf}
            beside={beside}
            onToggle={selection?.toggle}
            onOpen={onOpen}
          />
        ))}
      </tbody>
    </table>
  )
}
