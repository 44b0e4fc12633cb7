import type { UserRow } from '@kansoku/contracts'
import { useNavigate } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { FailedTraces } from '../groups/failed-traces.tsx'
import { type UserOrderColumn, userListOrder } from '../groups/group-order.ts'
import { GroupTable } from '../groups/group-table.tsx'
import type { Column as TableColumn } from '../table/column.ts'
import type { Layout } from '../table/layout.ts'
import { Cost, Instant, Models } from '../traces/cells.tsx'
import { TokenFigures } from '../traces/token-figures.tsx'
import type { TraceSearch } from '../traces/trace-search.ts'
import type { ChangeSearch } from '../traces/use-list-search.ts'
import { UserLink } from './user-link.tsx'

export type UserColumn = TableColumn<UserRow, UserOrderColumn>

/** Columns of the list in their order. */
export function useUserColumns(): readonly UserColumn[] {
  const { t } = useTranslation()
  const { number } = useFormats()
  return useMemo(() => {
    const column = (id: string, rest: Omit<UserColumn, 'id' | 'label'>): UserColumn => ({
      id,
      label: t(`users.column.${id as 'id'}`),
      ...rest,
    })
    return [
      column('id', {
        isName: true,
        cell: (row) => (
          <UserLink userId={row.id} className="block truncate font-medium text-ink">
            {row.id}
          </UserLink>
        ),
      }),
      column('lastTrace', {
        ...{ width: 6.75, sort: 'lastTrace' },
        cell: (row) => <Instant instant={row.lastTrace} />,
      }),
      column('firstTrace', {
        ...{ width: 6.75, sort: 'firstTrace' },
        cell: (row) => <Instant instant={row.firstTrace} />,
      }),
      column('models', { width: 10, cell: (row) => <Models models={row.models} /> }),
      column('traces', {
        ...{ width: 5, align: 'end', sort: 'traces' },
        cell: (row) => number(row.traceCount),
      }),
      column('sessions', {
        ...{ width: 6, align: 'end', sort: 'sessions' },
        cell: (row) => number(row.sessionCount),
      }),
      column('failedTraces', {
        ...{ width: 4.5, align: 'end', sort: 'failedTraces' },
        cell: (row) => <FailedTraces count={row.failedTraces} />,
      }),
      column('totalTokens', {
        ...{ width: 10.75, align: 'end', sort: 'totalTokens' },
        cell: (row) => <TokenFigures tokens={row} />,
      }),
      column('totalCost', {
        ...{ width: 6, align: 'end', sort: 'totalCost' },
        cell: (row) => <Cost dollars={row.totalCost} />,
      }),
    ]
  }, [t, number])
}

interface UserTableProps {
  readonly projectId: string
  readonly rows: readonly UserRow[]
  readonly search: TraceSearch
  readonly arrivals: ReadonlySet<string>
  readonly columns: readonly UserColumn[]
  readonly layout: Layout
  readonly onChange: ChangeSearch
}

export function UserTable({ projectId, ...props }: UserTableProps) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { search } = props
  const open = useCallback(
    (userId: string) =>
      void navigate({
        to: '/project/$projectId/users/$userId',
        params: { projectId, userId },
        search,
      }),
    [navigate, projectId, search],
  )
  return <GroupTable label={t('app.page.users')} order={userListOrder} onOpen={open} {...props} />
}
