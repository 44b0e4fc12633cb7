import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useIsNarrow } from '../../lib/media-query.ts'
import type { Layout } from '../table/layout.ts'
import { NoTraces } from './no-traces.tsx'
import { PagedList } from './paged-list.tsx'
import { TraceCards } from './trace-cards.tsx'
import type { TraceColumn } from './trace-columns.tsx'
import { type TraceSearch, traceFilters } from './trace-search.ts'
import { TraceTable } from './trace-table.tsx'
import { tracesQuery } from './traces-query.ts'
import type { ChangeSearch } from './use-list-search.ts'

interface TraceListProps {
  readonly projectId: string
  readonly search: TraceSearch
  readonly columns: readonly TraceColumn[]
  readonly layout: Layout
  readonly onChange: ChangeSearch
  readonly onReplace: (search: TraceSearch) => void
}

export function TraceList(props: TraceListProps) {
  const { projectId, search, columns, layout, onChange, onReplace } = props
  const { t } = useTranslation()
  const isNarrow = useIsNarrow()
  return (
    <PagedList
      projectId={projectId}
      search={search}
      query={useQuery(tracesQuery(projectId, search))}
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
            onChange={onChange}
          />
        )
      }
    </PagedList>
  )
}
