import type { SessionRow } from '@kansoku/contracts'
import { useNavigate } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { figureColumns } from '../groups/figure-columns.tsx'
import { type SessionOrderColumn, sessionListOrder } from '../groups/group-order.ts'
import { GroupTable } from '../groups/group-table.tsx'
import type { Column as TableColumn } from '../table/column.ts'
import type { Layout } from '../table/layout.ts'
import { Duration, Models } from '../traces/cells.tsx'
import type { TraceSearch } from '../traces/trace-search.ts'
import type { ChangeSearch } from '../traces/use-list-search.ts'
import { Names, SessionName } from './session-cells.tsx'

export type SessionColumn = TableColumn<SessionRow, SessionOrderColumn>

/** Columns of the list in their order. */
export function useSessionColumns(): readonly SessionColumn[] {
  const { t } = useTranslation()
  const { number } = useFormats()
  return useMemo(() => {
    const column = (id: string, rest: Omit<SessionColumn, 'id' | 'label'>): SessionColumn => ({
      id,
      label: t(`sessions.column.${id as 'id'}`),
      ...rest,
    })
    const figures = figureColumns((id) => t(`sessions.column.${id}`), number)
    return [
      figures.lastTrace,
      column('id', { isName: true, cell: (row) => <SessionName row={row} /> }),
      column('users', { width: 7.5, cell: (row) => <Names names={row.userIds} total={row.userCount} /> }),
      column('models', { width: 7.5, cell: (row) => <Models models={row.models} /> }),
      figures.firstTrace,
      column('duration', {
        ...{ width: 5.25, align: 'end', sort: 'duration' },
        cell: (row) => <Duration seconds={row.duration} />,
      }),
      figures.traces,
      figures.failedTraces,
      figures.totalTokens,
      figures.totalCost,
    ]
  }, [t, number])
}

interface SessionTableProps {
  readonly projectId: string
  readonly rows: readonly SessionRow[]
  readonly search: TraceSearch
  readonly arrivals: ReadonlySet<string>
  readonly columns: readonly SessionColumn[]
  readonly layout: Layout
  readonly onChange: ChangeSearch
}

export function SessionTable({ projectId, ...props }: SessionTableProps) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { search } = props
  const open = useCallback(
    (sessionId: string) =>
      void navigate({
        to: '/project/$projectId/sessions/$sessionId',
        params: { projectId, sessionId },
        search,
      }),
    [navigate, projectId, search],
  )
  return <GroupTable label={t('app.page.sessions')} order={sessionListOrder} onOpen={open} {...props} />
}
