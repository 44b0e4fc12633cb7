import { useQuery } from '@tanstack/react-query'
import { useLiveList } from '../live/use-live-list.ts'
import { drawnFirst } from '../live/use-live-refresh.ts'
import { useChartShown } from '../table/chart-toggle.tsx'
import { traceFilterSource } from './filter-source.ts'
import { TablePage } from './table-page.tsx'
import { useTraceColumns } from './trace-columns.tsx'
import { TraceList } from './trace-list.tsx'
import { readTraceSearch } from './trace-search.ts'
import { traceCountsQuery, tracesKey, tracesQuery } from './traces-query.ts'
import { useListSearch } from './use-list-search.ts'

/** Least time between two refreshes, in ms. The server tells of changes four times a second at most. */
const liveInterval = 200

export function TracesPage() {
  const state = useListSearch('traces', readTraceSearch)
  const { projectId, search, change, replaceAll } = state
  const [isShown, onToggle] = useChartShown()
  const counts = useQuery({ ...traceCountsQuery(projectId, search), ...drawnFirst, enabled: isShown })
  const columns = useTraceColumns()
  const query = useQuery({ ...tracesQuery(projectId, search), ...drawnFirst })
  return (
    <TablePage
      list="traces"
      state={state}
      read={readTraceSearch}
      source={traceFilterSource}
      live={useLiveList({ projectId, queryKey: tracesKey(projectId), interval: liveInterval })}
      columns={columns}
      total={query.data?.totalItems ?? 0}
      chart={{ isShown, onToggle, counts }}
    >
      {(layout) => (
        <TraceList
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
