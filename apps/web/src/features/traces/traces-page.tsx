import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { PageHeader } from '../../app/page-header.tsx'
import { useLiveList } from '../live/use-live-list.ts'
import { ListTabs } from '../observations/list-tabs.tsx'
import { ChartStrip } from '../table/chart-strip.tsx'
import { ChartToggle, useChartShown } from '../table/chart-toggle.tsx'
import { ColumnMenu } from '../table/column-menu.tsx'
import { useListView } from '../views/use-list-view.ts'
import { ViewMenu } from '../views/view-menu.tsx'
import { allRows } from './chosen-traces.ts'
import { ExportButton } from './export-button.tsx'
import { FilteredList } from './filtered-list.tsx'
import { ListControls } from './list-controls.tsx'
import { useTraceColumns } from './trace-columns.tsx'
import { TraceList } from './trace-list.tsx'
import { readTraceSearch } from './trace-search.ts'
import { traceCountsQuery, tracesKey, tracesQuery } from './traces-query.ts'
import { useListSearch } from './use-list-search.ts'
import { useRowKeys } from './use-row-keys.ts'

/** Least time between two refreshes, in ms. The server tells of changes four times a second at most. */
const liveInterval = 200

export function TracesPage() {
  const { t } = useTranslation()
  const { projectId, search, change, replaceAll } = useListSearch('traces', readTraceSearch)
  const [isChartShown, setChartShown] = useChartShown()
  const counts = useQuery({ ...traceCountsQuery(projectId, search), enabled: isChartShown }).data
  const columns = useTraceColumns()
  const view = useListView({
    projectId,
    list: 'traces',
    search,
    read: readTraceSearch,
    onReplace: replaceAll,
  })
  const { layout, setLayout, resetLayout } = view
  const live = useLiveList({ projectId, queryKey: tracesKey(projectId), interval: liveInterval })
  const { data: traces } = useQuery(tracesQuery(projectId, search))
  useRowKeys()
  return (
    <>
      <PageHeader
        title={t('traces.title')}
        heading={<ListTabs projectId={projectId} shown="traces" search={search} />}
      >
        <ListControls projectId={projectId} search={search} live={live} onChange={change} />
      </PageHeader>
      <FilteredList
        projectId={projectId}
        search={search}
        searchLabel={t('traces.search')}
        onChange={change}
        onReplace={replaceAll}
        views={<ViewMenu view={view} />}
        tools={
          <>
            <ExportButton
              projectId={projectId}
              table="traces"
              selection={() => allRows(search)}
              count={traces?.totalItems ?? 0}
            />
            <ChartToggle shown={isChartShown} onChange={setChartShown} />
            <ColumnMenu columns={columns} layout={layout} onChange={setLayout} onReset={resetLayout} />
          </>
        }
        chart={
          isChartShown && (
            <ChartStrip
              label={t('traces.chart')}
              counts={counts}
              onRange={(range) => change({ range: undefined, ...range })}
            />
          )
        }
      >
        <TraceList
          projectId={projectId}
          search={search}
          columns={columns}
          layout={layout}
          onChange={change}
          onReplace={replaceAll}
        />
      </FilteredList>
    </>
  )
}
