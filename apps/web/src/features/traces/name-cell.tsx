import type { TraceListRow } from '@kansoku/contracts'
import { useTranslation } from 'react-i18next'
import { Preview } from './cells.tsx'
import { TraceLink } from './trace-link.tsx'

/** Name and the beginning of the input on one line, as mail programs show subject and text. */
export function NameCell({ row }: { readonly row: TraceListRow }) {
  const { t } = useTranslation()
  return (
    <span className="flex min-w-0 items-baseline gap-x-2 group-data-[height=tall]/table:flex-wrap">
      <TraceLink traceId={row.id} className="max-w-[75%] shrink-0 truncate font-medium text-ink">
        {row.name ?? t('traces.unnamed')}
      </TraceLink>
      {row.inputPreview && (
        <Preview text={row.inputPreview} className="flex-1 group-data-[height=tall]/table:basis-full" />
      )}
    </span>
  )
}
