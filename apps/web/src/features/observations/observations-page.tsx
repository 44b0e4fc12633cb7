import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { PageHeader } from '../../app/page-header.tsx'
import { useIsNarrow } from '../../lib/media-query.ts'
import { useLiveList } from '../live/use-live-list.ts'
import { ChartStrip } from '../table/chart-strip.tsx'
import { ChartToggle, useChartShown } from '../table/chart-toggle.tsx'
import { ColumnMenu } from '../table/column-menu.tsx'
import { allRows } from '../traces/chosen-traces.ts'
import { ExportButton } from '../traces/export-button.tsx'
import { FilteredList } from '../traces/filtered-list.tsx'
import { ListControls } from '../traces/list-controls.tsx'
import { NoTraces } from '../traces/no-traces.tsx'
import { PagedList } from '../traces/paged-list.tsx'
import { useListSearch } from '../traces/use-list-search.ts'
import { useRowKeys } from '../traces/use-row-keys.ts'
import { useListView } from '../views/use-list-view.ts'
import { ViewMenu } from '../views/view-menu.tsx'
import { ListTabs } from './list-tabs.tsx'
import { ObservationCards } from './observation-cards.tsx'
import { useObservationColumns } from './observation-columns.tsx'
import { observationFilters, readObservationSearch } from './observation-search.ts'
import { ObservationTable } from './observation-table.tsx'
import {
  observationCountsQuery,
  observationFilterSource,
  observationsKey,
  observationsQuery,
} from './observations-query.ts'

/** Least time between two refreshes, in ms. The server tells of changes four times a second at most. */
const liveInterval = 500

export function ObservationsPage() {
  const { t } = useTranslation()
  const isNarrow = useIsNarrow()
  const { projectId, search, change, replaceAll } = useListSearch('observations', readObservationSearch)
  const [isChartShown, setChartShown] = useChartShown()
  const counts = useQuery({ ...observationCountsQuery(projectId, search), enabled: isChartShown }).data
  const columns = useObservationColumns()
  const view = useListView({
    projectId,
    list: 'observations',
    search,
    read: readObservationSearch,
    onReplace: replaceAll,
  })
  const { layout, setLayout, resetLayout } = view
  const live = useLiveList({ projectId, queryKey: observationsKey(projectId), interval: liveInterval })
  const query = useQuery(observationsQuery(projectId, search))
  useRowKeys()
  const list = { projectId, search, onChange: change, onReplace: replaceAll }
  return (
    <>
      <PageHeader
        title={t('observations.title')}
        heading={<ListTabs projectId={projectId} shown="observations" search={search} />}
      >
        <ListControls projectId={projectId} search={search} live={live} onChange={change} />
      </PageHeader>
      <FilteredList
        {...list}
        source={observationFilterSource}
        searchLabel={t('observations.search')}
        searchPlaceholder={t('observations.searchPlaceholder')}
        views={<ViewMenu view={view} />}
        tools={
          <>
            <ExportButton
              projectId={projectId}
              table="observations"
              selection={() => allRows(search, observationFilters)}
              count={query.data?.totalItems ?? 0}
            />
            <ChartToggle shown={isChartShown} onChange={setChartShown} />
            <ColumnMenu columns={columns} layout={layout} onChange={setLayout} onReset={resetLayout} />
          </>
        }
        chart={
          isChartShown && (
            <ChartStrip
              label={t('observations.chart')}
              counts={counts}
              onRange={(range) => change({ range: undefined, ...range })}
            />
          )
        }
      >
        <PagedList
          {...list}
          query={query}
          notLoaded={t('observations.notLoaded')}
          empty={<NoTraces {...list} filters={observationFilters} noMatch={t('observations.noMatch')} />}
        >
          {(rows, arrivals) =>
            isNarrow ? (
              <ObservationCards rows={rows} arrivals={arrivals} />
            ) : (
              <ObservationTable {...list} rows={rows} arrivals={arrivals} columns={columns} layout={layout} />
            )
          }
        </PagedList>
      </FilteredList>
    </>
  )
}
