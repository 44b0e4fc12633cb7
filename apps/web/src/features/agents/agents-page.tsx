import { useQuery } from '@tanstack/react-query'
import { Bot } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { PageHeader } from '../../app/page-header.tsx'
import { useIsNarrow } from '../../lib/media-query.ts'
import { groupFilterSource } from '../groups/group-filter-source.ts'
import { weekByDefault } from '../groups/group-order.ts'
import { NothingNamed } from '../groups/nothing-named.tsx'
import { useLiveList } from '../live/use-live-list.ts'
import { FilteredList } from '../traces/filtered-list.tsx'
import { ListControls } from '../traces/list-controls.tsx'
import { PagedList } from '../traces/paged-list.tsx'
import { useListSearch } from '../traces/use-list-search.ts'
import { useRowKeys } from '../traces/use-row-keys.ts'
import { AgentCards } from './agent-cards.tsx'
import { AgentMenu } from './agent-menu.tsx'
import { readAgentSearch } from './agent-search.ts'
import { AgentTable } from './agent-table.tsx'
import { agentTasksKey, agentTasksQuery } from './agents-query.ts'
import { CompareBar } from './compare-bar.tsx'

/** Least time between two refreshes, in ms: a task is made of more than what arrived. */
const liveInterval = 2_000

/** Tasks of coding agents. */
export function AgentsPage() {
  const { t } = useTranslation()
  const isNarrow = useIsNarrow()
  const { projectId, search, change, replaceAll } = useListSearch('agents', readAgentSearch)
  const { page, task: picked = [], agent = [] } = search
  const live = useLiveList({ projectId, queryKey: agentTasksKey(projectId), interval: liveInterval })
  const query = useQuery(agentTasksQuery(projectId, search))
  useRowKeys()
  const picking = {
    picked,
    onPick: (task: readonly string[]) => change({ task, page }, { replace: true }),
  }
  return (
    <>
      <PageHeader title={t('app.page.agents')}>
        <AgentMenu value={agent} onChange={(agents) => change({ agent: agents })} />
        <ListControls projectId={projectId} search={weekByDefault(search)} live={live} onChange={change} />
      </PageHeader>
      <FilteredList
        projectId={projectId}
        search={search}
        source={groupFilterSource}
        searchLabel={t('agents.search')}
        onChange={change}
        onReplace={replaceAll}
      >
        <PagedList
          projectId={projectId}
          search={{ ...search, task: undefined }}
          query={query}
          notLoaded={t('agents.notLoaded')}
          empty={
            <NothingNamed
              page="agents"
              icon={<Bot size={36} strokeWidth={1.25} />}
              search={search}
              narrowed={agent.length > 0}
              onReplace={replaceAll}
            />
          }
          onChange={change}
        >
          {(rows, arrivals) =>
            isNarrow ? (
              <AgentCards rows={rows} arrivals={arrivals} {...picking} />
            ) : (
              <AgentTable
                projectId={projectId}
                rows={rows}
                search={search}
                arrivals={arrivals}
                onChange={change}
                {...picking}
              />
            )
          }
        </PagedList>
      </FilteredList>
      {picked.length > 0 && <CompareBar projectId={projectId} {...picking} />}
    </>
  )
}
