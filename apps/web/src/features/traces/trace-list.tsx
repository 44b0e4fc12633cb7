import type { listTraces, RouteResponse } from '@kansoku/contracts'
import type { UseQueryResult } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useIsNarrow } from '../../lib/media-query.ts'
import { useSelection } from '../selection/use-selection.ts'
import type { Layout } from '../table/layout.ts'
import { traceFilters } from './list-filters.ts'
import { NoTraces } from './no-traces.tsx'
import { PagedList } from './paged-list.tsx'
import { TraceCards } from './trace-cards.tsx'
import type { TraceColumn } from './trace-columns.tsx'
import type { TraceSearch } from './trace-search.ts'
import { TraceSelectionBar } from './trace-selection-bar.tsx'
import { TraceTable } from './trace-table.tsx'
import type { ChangeSearch } from './use-list-search.ts'

interface TraceListProps {
  readonly projectId: string
  readonly search: TraceSearch
  readonly query: UseQueryResult<RouteResponse<typeof listTraces>>
  readonly columns: readonly TraceColumn[]
  readonly layout: Layout
  readonly onChange: ChangeSearch
  readonly onReplace: (search: TraceSearch) => void
}

export function TraceList(props: TraceListProps) {
  const { projectId, search, query, columns, layout, onChange, onReplace } = props
  const { t } = useTranslation()
  const isNarrow = useIsNarrow()
  const rows = query.data?.rows
  const ids = useMemo(() => rows?.map(({ id }) => id) ?? [], [rows])
  const { page: _, limit: __, sort: ___, ...list } = search
  const selection = useSelection(JSON.stringify([projectId, list]), ids)
  return (
    <div className="flex min-w-0 flex-1 flex-col">
      <PagedList
        projectId={projectId}
        search={search}
        query={query}
        notLoaded={t('traces.notLoaded')}
        empty={
          <NoTraces
            projectId={projectId}
            search={search}
            filters={traceFilters}
            noMatch={t('traces.noMatch')}
            onReplace={onReplace}
          />
        }
        onChange={onChange}
      >
        {(rows, arrivals) =>
          isNarrow ? (
            <TraceCards rows={rows} arrivals={arrivals} />
          ) : (
            <TraceTable
              projectId={projectId}
              rows={rows}
              search={search}
              arrivals={arrivals}
              columns={columns}
              layout={layout}
              selection={selection}
              onChange={onChange}
            />
          )
        }
      </PagedList>
      {!isNarrow && (
        <TraceSelectionBar
          projectId={projectId}
          search={search}
          selection={selection}
          total={query.data?.totalItems ?? 0}
        />
      )}
    </div>
  )
}
