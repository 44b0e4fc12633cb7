import { useQuery } from '@tanstack/react-query'
import { Users } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useIsNarrow } from '../../lib/media-query.ts'
import { readUserSearch } from '../groups/group-order.ts'
import { GroupPage } from '../groups/group-page.tsx'
import { NothingNamed } from '../groups/nothing-named.tsx'
import { useLiveList } from '../live/use-live-list.ts'
import { drawnFirst } from '../live/use-live-refresh.ts'
import { PagedList } from '../traces/paged-list.tsx'
import { useListSearch } from '../traces/use-list-search.ts'
import { UserCards } from './user-cards.tsx'
import { UserTable, useUserColumns } from './user-table.tsx'
import { usersKey, usersQuery } from './users-query.ts'

/** Least time between two refreshes, in ms: a user is more than what arrived. */
const liveInterval = 2_000

export function UsersPage() {
  const { t } = useTranslation()
  const isNarrow = useIsNarrow()
  const state = useListSearch('users', readUserSearch)
  const { projectId, search, change, replaceAll } = state
  const live = useLiveList({ projectId, queryKey: usersKey(projectId), interval: liveInterval })
  const query = useQuery({ ...usersQuery(projectId, search), ...drawnFirst })
  const columns = useUserColumns()
  const icon = <Users size={36} strokeWidth={1.25} />
  return (
    <GroupPage list="users" state={state} read={readUserSearch} live={live} columns={columns}>
      {(layout) => (
        <PagedList
          projectId={projectId}
          search={search}
          query={query}
          notLoaded={t('users.notLoaded')}
          empty={<NothingNamed page="users" icon={icon} search={search} onReplace={replaceAll} />}
          onChange={change}
        >
          {(rows, arrivals) =>
            isNarrow ? (
              <UserCards rows={rows} arrivals={arrivals} />
            ) : (
              <UserTable
                projectId={projectId}
                rows={rows}
                search={search}
                arrivals={arrivals}
                columns={columns}
                layout={layout}
                onChange={change}
              />
            )
          }
        </PagedList>
      )}
    </GroupPage>
  )
}
