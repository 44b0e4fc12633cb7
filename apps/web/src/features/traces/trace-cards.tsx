import type { TraceListRow } from '@kansoku/contracts'
import clsx from 'clsx'
import { Star } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { AllTags, Cost, Duration, Instant } from './cells.tsx'
import { shortModel } from './short-model.ts'
import { TokenFigures } from './token-figures.tsx'
import { TraceLevel } from './trace-level.tsx'
import { TraceLink } from './trace-link.tsx'

function TraceCard({ row, arrived }: { readonly row: TraceListRow; readonly arrived: boolean }) {
  const { t } = useTranslation()
  return (
    <li data-row-id={row.id} className={clsx('border-b border-line', arrived && 'animate-arrive')}>
      <TraceLink traceId={row.id} className="flex flex-col gap-1 px-3 py-3 active:bg-hover">
        <span className="flex items-center gap-2">
          {row.bookmarked && (
            <Star
              size={13}
              role="img"
              aria-label={t('traces.bookmarked')}
              className="shrink-0 fill-current text-warn"
            />
          )}
          <span className="min-w-0 flex-1 truncate font-medium">{row.name ?? t('traces.unnamed')}</span>
          {row.level !== 'DEFAULT' && <TraceLevel trace={row} />}
          <span className="shrink-0 text-xs">
            <Instant instant={row.timestamp} />
          </span>
        </span>
        {row.inputPreview && <span className="line-clamp-2 text-sm text-ink-2">{row.inputPreview}</span>}
        <span className="flex flex-wrap items-center gap-x-3 gap-y-0.5 text-xs text-ink-2 tabular">
          <Duration seconds={row.latency} />
          <Cost dollars={row.totalCost} />
          <TokenFigures tokens={row} />
          {row.userId && <span className="max-w-40 truncate text-ink-3">{row.userId}</span>}
          {row.models.length > 0 && (
            <span className="max-w-full truncate text-ink-3">{row.models.map(shortModel).join(', ')}</span>
          )}
        </span>
        {row.tags.length > 0 && <AllTags tags={row.tags} />}
      </TraceLink>
    </li>
  )
}

interface TraceCardsProps {
  readonly rows: readonly TraceListRow[]
  readonly arrivals: ReadonlySet<string>
}

/** The list on a phone. */
export function TraceCards({ rows, arrivals }: TraceCardsProps) {
  const { t } = useTranslation()
  return (
    <ul aria-label={t('traces.title')}>
      {rows.map((row) => (
        <TraceCard key={row.id} row={row} arrived={arrivals.has(row.id)} />
      ))}
    </ul>
  )
}
