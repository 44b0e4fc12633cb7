import { useQuery } from '@tanstack/react-query'
import { MessagesSquare } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { PageHeader } from '../../app/page-header.tsx'
import { useIsNarrow } from '../../lib/media-query.ts'
import { readSessionSearch } from '../groups/group-order.ts'
import { NothingNamed } from '../groups/nothing-named.tsx'
import { useLiveList } from '../live/use-live-list.ts'
import { FilteredList } from '../traces/filtered-list.tsx'
import { ListControls } from '../traces/list-controls.tsx'
import { PagedList } from '../traces/paged-list.tsx'
import { useListSearch } from '../traces/use-list-search.ts'
import { useRowKeys } from '../traces/use-row-keys.ts'
import { SessionCards } from './session-cards.tsx'
import { SessionTable } from './session-table.tsx'
import { sessionsKey, sessionsQuery } from './sessions-query.ts'

/** Least time between two refreshes, in ms: a session is made of more than what arrived. */
const liveInterval = 2_000

export function SessionsPage() {
  const { t } = useTranslation()
  const isNarrow = useIsNarrow()
  const { projectId, search, change, replaceAll } = useListSearch('sessions', readSessionSearch)
  const live = useLiveList({ projectId, queryKey: sessionsKey(projectId), interval: liveInterval })
  const query = useQuery(sessionsQuery(projectId, search))
  useRowKeys()
  const icon = <MessagesSquare size={36} strokeWidth={1.25} />
  return (
    <>
      <PageHeader title={t('app.page.sessions')}>
        <ListControls projectId={projectId} search={search} live={live} onChange={change} />
      </PageHeader>
      <FilteredList
        projectId={projectId}
        search={search}
        searchLabel={t('sessions.search')}
        onChange={change}
        onReplace={replaceAll}
      >
        <PagedList
          projectId={projectId}
          search={search}
          query={query}
          notLoaded={t('sessions.notLoaded')}
          empty={<NothingNamed page="sessions" icon={icon} search={search} onReplace={replaceAll} />}
          onChange={change}
        >
          {(rows, arrivals) =>
            isNarrow ? (
              <SessionCards rows={rows} arrivals={arrivals} />
            ) : (
              <SessionTable
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
