import type { UseQueryResult } from '@tanstack/react-query'
import clsx from 'clsx'
import { ChartSpline, Table2 } from 'lucide-react'
import { type ReactNode, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '../../lib/error-text.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { DataTable, type DataTableProps } from './data-table.tsx'

interface ChartCardProps<T> {
  readonly title: string
  readonly note?: ReactNode
  readonly actions?: ReactNode
  readonly query: UseQueryResult<T>
  readonly height: number
  readonly isEmpty: (data: T) => boolean
  readonly chart: (data: T) => ReactNode
  /** The same figures for whoever cannot see the chart; absent where it is a table already. */
  readonly table?: (data: T) => Omit<DataTableProps, 'label'>
  readonly className?: string
}

function Body<T>(props: ChartCardProps<T> & { readonly asTable: boolean }) {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const { query, height, isEmpty, chart, table, title, asTable } = props
  const { data, error, isPlaceholderData } = query
  if (!data) {
    if (!error) return <Skeleton className="mx-4 mt-2 h-[calc(100%-1.75rem)]" />
    return (
      <div className="flex h-full flex-col items-center justify-center gap-3 px-4 text-center text-sm text-ink-2">
        {errorText(error)}
        <Button size="sm" onClick={() => void query.refetch()}>
          {t('app.retry')}
        </Button>
      </div>
    )
  }
  if (isEmpty(data))
    return (
      <p className="flex h-full items-center justify-center px-4 pb-6 text-center text-sm text-ink-3">
        {t('dashboard.empty')}
      </p>
    )
  return (
    <div className={clsx('h-full transition-opacity', isPlaceholderData && 'opacity-50')}>
      {asTable && table ? (
        <DataTable label={title} {...table(data)} maxHeight={height} />
      ) : (
        <Suspense fallback={<Skeleton className="mx-4 mt-2 h-[calc(100%-1.75rem)]" />}>
          {chart(data)}
        </Suspense>
      )}
    </div>
  )
}

/** A question of the dashboard with its answer as a chart or, on demand, as a table. */
export function ChartCard<T>(props: ChartCardProps<T>) {
  const { t } = useTranslation()
  const [asTable, setAsTable] = useState(false)
  const { title, note, actions, table, height, className } = props
  return (
    <Card
      title={title}
      {...(note ? { note } : {})}
      {...(className ? { className } : {})}
      actions={
        <>
          {actions}
          {table && (
            <IconButton
              size="iconSm"
              label={t(asTable ? 'dashboard.asChart' : 'dashboard.asTable', { name: title })}
              aria-pressed={asTable}
              onClick={() => setAsTable(!asTable)}
            >
              {asTable ? <ChartSpline size={14} /> : <Table2 size={14} />}
            </IconButton>
          )}
        </>
      }
    >
      <div style={{ height: height + 12 }} className="overflow-hidden">
        <Body {...props} asTable={asTable} />
      </div>
    </Card>
  )
}
