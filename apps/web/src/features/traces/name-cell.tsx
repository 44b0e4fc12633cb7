import type { TraceListRow } from '@kansoku/contracts'
import { Star } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Preview } from './cells.tsx'
import { TraceLink } from './trace-link.tsx'

/** Name and the beginning of the input on one line, as mail programs show subject and text. */
export function NameCell({ row }: { readonly row: TraceListRow }) {
  const { t } = useTranslation()
  return (
    <span className="flex min-w-0 items-baseline gap-x-2 group-data-[height=tall]/table:flex-wrap">
      {row.bookmarked && (
        <Star
          size={12}
          role="img"
          aria-label={t('traces.bookmarked')}
          className="shrink-0 self-center text-warn"
        />
      )}
      <TraceLink traceId={row.id} className="max-w-[75%] shrink-0 truncate font-medium text-ink">
        {row.name ?? t('traces.unnamed')}
      </TraceLink>
      {row.inputPreview && (
        <Preview text={row.inputPreview} className="flex-1 group-data-[height=tall]/table:basis-full" />
      )}
    </span>
  )
}
