import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useIsNarrow } from '../../lib/media-query.ts'
import { useLiveList } from '../live/use-live-list.ts'
import { useChartShown } from '../table/chart-toggle.tsx'
import { NoTraces } from '../traces/no-traces.tsx'
import { PagedList } from '../traces/paged-list.tsx'
import { TablePage } from '../traces/table-page.tsx'
import { useListSearch } from '../traces/use-list-search.ts'
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
  const state = useListSearch('observations', readObservationSearch)
  const { projectId, search, change: onChange, replaceAll: onReplace } = state
  const [isShown, onToggle] = useChartShown()
  const counts = useQuery({ ...observationCountsQuery(projectId, search), enabled: isShown }).data
  const columns = useObservationColumns()
  const query = useQuery(observationsQuery(projectId, search))
  const list = { projectId, search, onChange, onReplace }
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
      )}
    </TablePage>
  )
}
