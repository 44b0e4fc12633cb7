import type { UserRow } from '@kansoku/contracts'
import { useNavigate } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { figureColumns } from '../groups/figure-columns.tsx'
import { type UserOrderColumn, userListOrder } from '../groups/group-order.ts'
import { GroupTable } from '../groups/group-table.tsx'
import type { Column as TableColumn } from '../table/column.ts'
import type { Layout } from '../table/layout.ts'
import { Models } from '../traces/cells.tsx'
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
    const figures = figureColumns((id) => t(`users.column.${id}`), number)
    return [
      column('id', {
        isName: true,
        cell: (row) => (
          <UserLink userId={row.id} className="block truncate font-medium text-ink">
            {row.id}
          </UserLink>
        ),
      }),
      figures.lastTrace,
      figures.firstTrace,
      column('models', { width: 10, cell: (row) => <Models models={row.models} /> }),
      figures.traces,
      column('sessions', {
        ...{ width: 6, align: 'end', sort: 'sessions' },
        cell: (row) => number(row.sessionCount),
      }),
      figures.failedTraces,
      figures.totalTokens,
      { ...figures.totalCost, width: 6 },
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
