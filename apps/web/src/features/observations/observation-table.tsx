import type { ObservationListRow } from '@kansoku/contracts'
import { useNavigate } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Selection } from '../selection/use-selection.ts'
import { arrangeColumns, type Layout } from '../table/layout.ts'
import { RowTable } from '../table/row-table.tsx'
import { listOrderOf, nextListSort, type TraceSearch } from '../traces/trace-search.ts'
import type { ChangeSearch } from '../traces/use-list-search.ts'
import type { ObservationColumn } from './observation-columns.tsx'
import { observationListOrder } from './observation-search.ts'
import { openedAt } from './opened-at.ts'

interface ObservationTableProps {
  readonly projectId: string
  readonly rows: readonly ObservationListRow[]
  readonly search: TraceSearch
  readonly arrivals: ReadonlySet<string>
  readonly columns: readonly ObservationColumn[]
  readonly layout: Layout
  readonly selection: Selection<string>
  readonly onChange: ChangeSearch
}

const marks = { ERROR: 'danger', WARNING: 'warn', DEFAULT: undefined, DEBUG: undefined } as const
const markOf = ({ level }: ObservationListRow) => marks[level]

export function ObservationTable(props: ObservationTableProps) {
  const { projectId, rows, search, arrivals, columns, layout, selection, onChange } = props
  const { t } = useTranslation()
  const navigate = useNavigate()
  const open = useCallback(
    (row: ObservationListRow) =>
      void navigate({
        to: '/project/$projectId/traces/$traceId',
        params: { projectId, traceId: row.traceId },
        search: openedAt(row, search),
      }),
    [navigate, projectId, search],
  )
  const nameOf = useCallback(({ name }: ObservationListRow) => name ?? t('observations.unnamed'), [t])
  return (
    <RowTable
      label={t('observations.title')}
      columns={useMemo(() => arrangeColumns(columns, layout), [columns, layout])}
      rows={rows}
      {...(layout.rowHeight ? { rowHeight: layout.rowHeight } : {})}
      sorted={listOrderOf(search, observationListOrder)}
      arrivals={arrivals}
      markOf={markOf}
      choice={{ selection, nameOf }}
      onSort={(column) => onChange({ sort: nextListSort(search, column, observationListOrder) })}
      onOpen={open}
    />
  )
}
