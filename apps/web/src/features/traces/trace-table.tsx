import type { TraceListRow } from '@kansoku/contracts'
import { useNavigate } from '@tanstack/react-router'
import { type Header, useTable } from '@tanstack/react-table'
import { type MouseEvent, useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { meantElse } from './meant-else.ts'
import { SortHead } from './sort-head.tsx'
import { type TraceColumnId, traceColumns, traceTableFeatures } from './trace-columns.tsx'
import { TraceRow } from './trace-row.tsx'
import { nextSort, orderOf, type TraceSearch } from './trace-search.ts'
import type { ChangeSearch } from './use-list-search.ts'

type Features = typeof traceTableFeatures

/** Least width of the column without a width of its own, in rem. */
const leastName = 11

interface HeadCellProps {
  readonly header: Header<Features, TraceListRow, unknown>
  readonly search: TraceSearch
  readonly onChange: ChangeSearch
}

function HeadCell({ header, search, onChange }: HeadCellProps) {
  const { t } = useTranslation()
  const { sort, align } = header.column.columnDef.meta ?? {}
  const order = orderOf(search)
  return (
    <SortHead
      label={t(`traces.column.${header.column.id as TraceColumnId}`)}
      {...(align ? { align } : {})}
      {...(sort
        ? {
            sorted: order.column === sort ? order.direction : 'none',
            onSort: () => onChange({ sort: nextSort(search, sort) }),
          }
        : {})}
    />
  )
}

interface TraceTableProps {
  readonly projectId: string
  readonly rows: TraceListRow[]
  readonly search: TraceSearch
  readonly arrivals: ReadonlySet<string>
  readonly visibility: Readonly<Record<string, boolean>>
  readonly onChange: ChangeSearch
}

/** A click anywhere in a row opens it, unless it meant something else. */
function useOpenOnClick(projectId: string, search: TraceSearch) {
  const navigate = useNavigate()
  return useCallback(
    (traceId: string, event: MouseEvent) => {
      if (meantElse(event)) return
      void navigate({ to: '/project/$projectId/traces/$traceId', params: { projectId, traceId }, search })
    },
    [navigate, projectId, search],
  )
}

export function TraceTable({ projectId, rows, search, arrivals, visibility, onChange }: TraceTableProps) {
  const { t } = useTranslation()
  const open = useOpenOnClick(projectId, search)
  const state = useMemo(() => ({ columnVisibility: { ...visibility } }), [visibility])
  const table = useTable({
    features: traceTableFeatures,
    columns: traceColumns,
    data: rows,
    getRowId: (row) => row.id,
    state,
  })
  const headers = table.getHeaderGroups().flatMap((group) => group.headers)
  const fixed = headers.reduce((sum, header) => sum + (header.column.columnDef.meta?.width ?? leastName), 0)
  return (
    <table
      aria-label={t('traces.title')}
      className="w-full table-fixed border-separate border-spacing-0 text-sm"
      style={{ minWidth: `${fixed}rem` }}
    >
      <colgroup>
        {headers.map(({ column }) => {
          const { width, share } = column.columnDef.meta ?? {}
          const size = share === undefined ? width && `${width}rem` : `${share}%`
          return <col key={column.id} style={size ? { width: size } : undefined} />
        })}
      </colgroup>
      <thead className="sticky top-0 z-10 bg-canvas [&_th]:border-b [&_th]:border-line">
        <tr>
          {headers.map((header) => (
            <HeadCell key={header.id} header={header} search={search} onChange={onChange} />
          ))}
        </tr>
      </thead>
      <tbody>
        {table.getRowModel().rows.map((row) => (
          <TraceRow
            key={row.id}
            row={row}
            arrived={arrivals.has(row.id)}
            visibility={visibility}
            onOpen={open}
          />
        ))}
      </tbody>
    </table>
  )
}
