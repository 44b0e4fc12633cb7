import type { TraceListRow } from '@kansoku/contracts'
import clsx from 'clsx'
import { Star } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useTraceChanges, useTraceRights } from './use-trace-changes.ts'

interface StarButtonProps {
  readonly projectId: string
  readonly row: TraceListRow
}

/** Bookmarks a trace or no longer. Whoever may not sees what others have bookmarked. */
export function StarButton({ projectId, row }: StarButtonProps) {
  const { t } = useTranslation()
  const { mayAnnotate } = useTraceRights(projectId)
  const change = useTraceChanges(projectId, () => undefined)
  // Until the list has been read again.
  const wished = change.isPending ? change.variables.change : undefined
  const bookmarked = wished?.kind === 'edit' ? wished.edit.bookmarked === true : row.bookmarked
  const star = <Star size={14} aria-hidden="true" className={clsx(bookmarked && 'fill-current')} />
  if (!mayAnnotate) {
    if (!bookmarked) return null
    return (
      <span role="img" aria-label={t('traces.bookmarked')} className="text-warn">
        {star}
      </span>
    )
  }
  const toggle = () =>
    change.mutate({
      change: { kind: 'edit', edit: { bookmarked: !bookmarked } },
      selection: { from: row.timestamp, to: justAfter(row.timestamp), ids: [row.id] },
    })
  return (
    <button
      type="button"
      aria-pressed={bookmarked}
      aria-label={t('traces.bookmark', { name: row.name ?? t('traces.unnamed') })}
      onClick={toggle}
      className={clsx(
        'flex size-7 items-center justify-center rounded-md hover:text-warn pointer-coarse:size-10',
        bookmarked
          ? 'text-warn'
          : 'text-ink-3 opacity-0 group-hover:opacity-100 focus-visible:opacity-100 pointer-coarse:opacity-100',
      )}
    >
      {star}
    </button>
  )
}

/** Ranges are half-open, and what is stored may be finer than a millisecond. */
function justAfter(timestamp: string): string {
  return new Date(Date.parse(timestamp) + 1).toISOString()
}
