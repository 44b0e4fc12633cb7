import { useQuery } from '@tanstack/react-query'
import { MessagesSquare } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useIsNarrow } from '../../lib/media-query.ts'
import { readSessionSearch } from '../groups/group-order.ts'
import { GroupPage } from '../groups/group-page.tsx'
import { NothingNamed } from '../groups/nothing-named.tsx'
import { useLiveList } from '../live/use-live-list.ts'
import { drawnFirst } from '../live/use-live-refresh.ts'
import { PagedList } from '../traces/paged-list.tsx'
import { useListSearch } from '../traces/use-list-search.ts'
import { SessionCards } from './session-cards.tsx'
import { SessionTable, useSessionColumns } from './session-table.tsx'
import { sessionsKey, sessionsQuery } from './sessions-query.ts'

/** Least time between two refreshes, in ms: a session is made of more than what arrived. */
const liveInterval = 2_000

export function SessionsPage() {
  const { t } = useTranslation()
  const isNarrow = useIsNarrow()
  const state = useListSearch('sessions', readSessionSearch)
  const { projectId, search, change, replaceAll } = state
  const live = useLiveList({ projectId, queryKey: sessionsKey(projectId), interval: liveInterval })
  const query = useQuery({ ...sessionsQuery(projectId, search), ...drawnFirst })
  const columns = useSessionColumns()
  const icon = <MessagesSquare size={36} strokeWidth={1.25} />
  return (
    <GroupPage list="sessions" state={state} read={readSessionSearch} live={live} columns={columns}>
      {(layout) => (
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
