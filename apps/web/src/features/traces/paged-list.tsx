import type { UseQueryResult } from '@tanstack/react-query'
import clsx from 'clsx'
import { type ReactNode, useEffect, useEffectEvent, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '../../lib/error-text.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { LoadingRows } from './loading-rows.tsx'
import { Pager } from './pager.tsx'
import { useArrivals } from './use-arrivals.ts'
import { useScrollAnchor } from './use-scroll-anchor.ts'

interface ListPage<Row> {
  readonly rows: Row[]
  readonly page: number
  readonly limit: number
  readonly totalItems: number
  readonly totalPages: number
}

interface PagedListProps<Row> {
  readonly projectId: string
  /** The state of the list; another one is another list. */
  readonly search: object
  readonly query: UseQueryResult<ListPage<Row>>
  readonly notLoaded: string
  readonly empty: ReactNode
  readonly onChange: (
    part: { readonly page?: number; readonly limit?: number | undefined },
    options?: { readonly replace?: boolean },
  ) => void
  readonly children: (rows: Row[], arrivals: ReadonlySet<string>) => ReactNode
}

/** A page of a list. A page beyond the last, in an old link or after time passed, leads to the last one. */
export function PagedList<Row extends { readonly id: string }>(props: PagedListProps<Row>) {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const { projectId, search, query, notLoaded, empty, onChange, children } = props
  const { data, error, isPlaceholderData, refetch } = query
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
      <EmptyState title={notLoaded} text={errorText(error)}>
        <Button onClick={() => void refetch()}>{t('app.retry')}</Button>
      </EmptyState>
    )
  }
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      <div
        ref={container}
        onScroll={onScroll}
        className={clsx(
          'min-h-0 flex-1 overflow-auto transition-opacity [overflow-anchor:none]',
          isPlaceholderData && 'opacity-60',
        )}
      >
        {data.rows.length === 0 ? empty : children(data.rows, arrivals)}
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
