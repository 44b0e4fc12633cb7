import { useQuery } from '@tanstack/react-query'
import clsx from 'clsx'
import { useEffect, useEffectEvent, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '../../lib/error-text.ts'
import { useIsNarrow } from '../../lib/media-query.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { LoadingRows } from './loading-rows.tsx'
import { NoTraces } from './no-traces.tsx'
import { Pager } from './pager.tsx'
import { TraceCards } from './trace-cards.tsx'
import type { TraceSearch } from './trace-search.ts'
import { TraceTable } from './trace-table.tsx'
import { tracesQuery } from './traces-query.ts'
import { useArrivals } from './use-arrivals.ts'
import { useScrollAnchor } from './use-scroll-anchor.ts'
import type { ChangeSearch } from './use-traces-search.ts'

interface TraceListProps {
  readonly projectId: string
  readonly search: TraceSearch
  readonly visibility: Readonly<Record<string, boolean>>
  readonly onChange: ChangeSearch
  readonly onReplace: (search: TraceSearch) => void
}

/** A page of the list. A page beyond the last, in an old link or after time passed, leads to the last one. */
export function TraceList({ projectId, search, visibility, onChange, onReplace }: TraceListProps) {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const isNarrow = useIsNarrow()
  const { data, error, isPlaceholderData, refetch } = useQuery(tracesQuery(projectId, search))
  const list = JSON.stringify([projectId, search])
  const rows = data?.rows
  const ids = useMemo(() => rows?.map(({ id }) => id), [rows])
  const arrivals = useArrivals(list, isPlaceholderData ? undefined : ids)
  const { container, onScroll } = useScrollAnchor(list, rows)
  const lastPage = data?.totalPages ?? 0
  const isBeyond = data !== undefined && !isPlaceholderData && lastPage > 0 && data.page > lastPage
  const turnBack = useEffectEvent(() => onChange({ page: lastPage }, { replace: true }))
  useEffect(() => {
    if (isBeyond) turnBack()
  }, [isBeyond])
  if (!data || isBeyond) {
    if (!error) return <LoadingRows />
    return (
      <EmptyState title={t('traces.notLoaded')} text={errorText(error)}>
        <Button onClick={() => void refetch()}>{t('app.retry')}</Button>
      </EmptyState>
    )
  }
  return (
    <div className="flex min-w-0 flex-1 flex-col">
      <div
        ref={container}
        onScroll={onScroll}
        className={clsx(
          'min-h-0 flex-1 overflow-auto transition-opacity [overflow-anchor:none]',
          isPlaceholderData && 'opacity-60',
        )}
      >
        {data.rows.length === 0 ? (
          <NoTraces projectId={projectId} search={search} onReplace={onReplace} />
        ) : isNarrow ? (
          <TraceCards rows={data.rows} arrivals={arrivals} />
        ) : (
          <TraceTable
            projectId={projectId}
            rows={data.rows}
            search={search}
            arrivals={arrivals}
            visibility={visibility}
            onChange={onChange}
          />
        )}
      </div>
      {data.totalItems > 0 && (
        <Pager
          page={data.page}
          limit={data.limit}
          totalItems={data.totalItems}
          totalPages={data.totalPages}
          onPage={(page) => onChange({ page })}
          onLimit={(limit) => onChange({ limit })}
        />
      )}
    </div>
  )
}
