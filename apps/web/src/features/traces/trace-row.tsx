import type { TraceListRow } from '@kansoku/contracts'
import { FlexRender, type Row } from '@tanstack/react-table'
import clsx from 'clsx'
import { type MouseEvent, memo } from 'react'
import type { traceTableFeatures } from './trace-columns.tsx'

interface TraceRowProps {
  readonly row: Row<typeof traceTableFeatures, TraceListRow>
  readonly arrived: boolean
  readonly visibility: Readonly<Record<string, boolean>>
  readonly onOpen: (traceId: string, event: MouseEvent) => void
}

function TraceRowView({ row, arrived, onOpen }: TraceRowProps) {
  return (
    <tr
      data-row-id={row.id}
      onClick={(event) => onOpen(row.id, event)}
      className={clsx(
        'cursor-pointer focus-within:bg-accent-soft hover:bg-hover [&_td]:border-b [&_td]:border-line/70',
        row.original.level === 'ERROR' &&
          (row.original.recovered
            ? 'shadow-[inset_2px_0_0_var(--warn)]'
            : 'shadow-[inset_2px_0_0_var(--danger)]'),
        arrived && 'animate-arrive',
      )}
    >
      {row.getVisibleCells().map((cell) => (
        <td
          key={cell.id}
          className={clsx(
            'h-9 overflow-hidden px-2',
            cell.column.columnDef.meta?.align === 'end' && 'text-right',
          )}
        >
          <FlexRender cell={cell} />
        </td>
      ))}
    </tr>
  )
}

/** A refresh brings a new table and mostly the same traces: only rows whose trace changed are drawn again. */
export const TraceRow = memo(
  TraceRowView,
  (before, after) =>
    before.row.original === after.row.original &&
    before.arrived === after.arrived &&
    before.visibility === after.visibility &&
    before.onOpen === after.onOpen,
)
