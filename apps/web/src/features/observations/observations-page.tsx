import { useQuery } from '@tanstack/react-query'
import { useLiveList } from '../live/use-live-list.ts'
import { drawnFirst } from '../live/use-live-refresh.ts'
import { useChartShown } from '../table/chart-toggle.tsx'
import { TablePage } from '../traces/table-page.tsx'
import { useListSearch } from '../traces/use-list-search.ts'
import { useObservationColumns } from './observation-columns.tsx'
import { ObservationList } from './observation-list.tsx'
import { readObservationSearch } from './observation-search.ts'
import {
  observationCountsQuery,
  observationFilterSource,
  observationsKey,
  observationsQuery,
} from './observations-query.ts'

/** Least time between two refreshes, in ms. The server tells of changes four times a second at most. */
const liveInterval = 500

export function ObservationsPage() {
  const state = useListSearch('observations', readObservationSearch)
  const { projectId, search, change, replaceAll } = state
  const [isShown, onToggle] = useChartShown()
  const counts = useQuery({ ...observationCountsQuery(projectId, search), ...drawnFirst, enabled: isShown })
  const columns = useObservationColumns()
  const query = useQuery({ ...observationsQuery(projectId, search), ...drawnFirst })
  return (
    <TablePage
      list="observations"
      state={state}
      read={readObservationSearch}
      source={observationFilterSource}
      live={useLiveList({ projectId, queryKey: observationsKey(projectId), interval: liveInterval })}
      columns={columns}
      total={query.data?.totalItems ?? 0}
      chart={{ isShown, onToggle, counts }}
    >
      {(layout) => (
        <ObservationList
          projectId={projectId}
          search={search}
          query={query}
          columns={columns}
          layout={layout}
          onChange={change}
          onReplace={replaceAll}
        />
      )}
    </TablePage>
  )
}
