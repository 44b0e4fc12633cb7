import type { listProjectObservations, RouteResponse } from '@kansoku/contracts'
import type { UseQueryResult } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useIsNarrow } from '../../lib/media-query.ts'
import { SelectionBar } from '../selection/selection-bar.tsx'
import { useSelection } from '../selection/use-selection.ts'
import type { Layout } from '../table/layout.ts'
import { chosenRows } from '../traces/chosen-rows.ts'
import { ExportButton } from '../traces/export-button.tsx'
import { NoTraces } from '../traces/no-traces.tsx'
import { PagedList } from '../traces/paged-list.tsx'
import type { TraceSearch } from '../traces/trace-search.ts'
import type { ChangeSearch } from '../traces/use-list-search.ts'
import { ObservationCards } from './observation-cards.tsx'
import type { ObservationColumn } from './observation-columns.tsx'
import { observationFilters } from './observation-search.ts'
import { ObservationTable } from './observation-table.tsx'

interface ObservationListProps {
  readonly projectId: string
  readonly search: TraceSearch
  readonly query: UseQueryResult<RouteResponse<typeof listProjectObservations>>
  readonly columns: readonly ObservationColumn[]
  readonly layout: Layout
  readonly onChange: ChangeSearch
  readonly onReplace: (search: TraceSearch) => void
}

/** Observations to open, and to choose for an export: what else can be done is done to their traces. */
export function ObservationList({ query, columns, layout, onReplace, ...list }: ObservationListProps) {
  const { t } = useTranslation()
  const { projectId, search } = list
  const isNarrow = useIsNarrow()
  const rows = query.data?.rows
  const ids = useMemo(() => rows?.map(({ id }) => id) ?? [], [rows])
  const { page: _, limit: __, sort: ___, ...all } = search
  const selection = useSelection(JSON.stringify([projectId, all]), ids)
  const total = query.data?.totalItems ?? 0
  const empty = {
    ...{ projectId, search, onReplace },
    ...{ filters: observationFilters, noMatch: t('observations.noMatch') },
  }
  return (
    <div className="flex min-w-0 flex-1 flex-col">
      <PagedList
        {...list}
        query={query}
        notLoaded={t('observations.notLoaded')}
        empty={<NoTraces {...empty} />}
      >
        {(rows, arrivals) =>
          isNarrow ? (
            <ObservationCards rows={rows} arrivals={arrivals} />
          ) : (
            <ObservationTable
              {...list}
              rows={rows}
              arrivals={arrivals}
              columns={columns}
              layout={layout}
              selection={selection}
            />
          )
        }
      </PagedList>
      {!isNarrow && (
        <SelectionBar selection={selection} total={total}>
          <ExportButton
            projectId={projectId}
            table="observations"
            selection={() => chosenRows(search, selection, observationFilters)}
            count={selection.isAll ? total : selection.ids.size}
          />
        </SelectionBar>
      )}
    </div>
  )
}
