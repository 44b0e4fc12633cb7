import type { TraceListRow } from '@kansoku/contracts'
import { useNavigate } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { arrangeColumns, type Layout } from '../table/layout.ts'
import { type Choice, RowTable } from '../table/row-table.tsx'
import { StarButton } from './star-button.tsx'
import type { TraceColumn } from './trace-columns.tsx'
import { nextSort, orderOf, type TraceSearch } from './trace-search.ts'
import type { ChangeSearch } from './use-list-search.ts'

interface TraceTableProps {
  readonly projectId: string
  readonly rows: TraceListRow[]
  readonly search: TraceSearch
  readonly arrivals: ReadonlySet<string>
  readonly columns: readonly TraceColumn[]
  readonly layout: Layout
  readonly selection: Choice<TraceListRow>['selection']
  readonly onChange: ChangeSearch
}

const markOf = ({ level, recovered }: TraceListRow) =>
  level === 'ERROR' ? (recovered ? 'warn' : 'danger') : undefined

export function TraceTable(props: TraceTableProps) {
  const { projectId, rows, search, arrivals, columns, layout, selection, onChange } = props
  const { t } = useTranslation()
  const navigate = useNavigate()
  const open = useCallback(
    ({ id: traceId }: TraceListRow) =>
      void navigate({ to: '/project/$projectId/traces/$traceId', params: { projectId, traceId }, search }),
    [navigate, projectId, search],
  )
  const nameOf = useCallback(({ name }: TraceListRow) => name ?? t('traces.unnamed'), [t])
  const beside = useCallback(
    (row: TraceListRow) => <StarButton projectId={projectId} row={row} />,
    [projectId],
  )
  return (
    <RowTable
      label={t('traces.title')}
      columns={useMemo(() => arrangeColumns(columns, layout), [columns, layout])}
      rows={rows}
      {...(layout.rowHeight ? { rowHeight: layout.rowHeight } : {})}
      sorted={orderOf(search)}
      arrivals={arrivals}
      markOf={markOf}
      choice={{ selection, nameOf, beside }}
      onSort={(column) => onChange({ sort: nextSort(search, column) })}
      onOpen={open}
    />
  )
}
