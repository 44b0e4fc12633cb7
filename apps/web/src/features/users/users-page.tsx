import { useQuery } from '@tanstack/react-query'
import { Users } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { PageHeader } from '../../app/page-header.tsx'
import { useIsNarrow } from '../../lib/media-query.ts'
import { readUserSearch } from '../groups/group-order.ts'
import { NothingNamed } from '../groups/nothing-named.tsx'
import { useLiveList } from '../live/use-live-list.ts'
import { FilteredList } from '../traces/filtered-list.tsx'
import { ListControls } from '../traces/list-controls.tsx'
import { PagedList } from '../traces/paged-list.tsx'
import { useListSearch } from '../traces/use-list-search.ts'
import { useRowKeys } from '../traces/use-row-keys.ts'
import { UserCards } from './user-cards.tsx'
import { UserTable } from './user-table.tsx'
import { usersKey, usersQuery } from './users-query.ts'

/** Least time between two refreshes, in ms: a user is more than what arrived. */
const liveInterval = 2_000

export function UsersPage() {
  const { t } = useTranslation()
  const isNarrow = useIsNarrow()
  const { projectId, search, change, replaceAll } = useListSearch('users', readUserSearch)
  const live = useLiveList({ projectId, queryKey: usersKey(projectId), interval: liveInterval })
  const query = useQuery(usersQuery(projectId, search))
  useRowKeys()
  const icon = <Users size={36} strokeWidth={1.25} />
  return (
    <>
      <PageHeader title={t('app.page.users')}>
        <ListControls projectId={projectId} search={search} live={live} onChange={change} />
      </PageHeader>
      <FilteredList
        projectId={projectId}
        search={search}
        searchLabel={t('users.search')}
        onChange={change}
        onReplace={replaceAll}
      >
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
                onChange={change}
              />
            )
          }
        </PagedList>
      </FilteredList>
    </>
  )
}
