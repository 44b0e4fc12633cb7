import type { SessionRow } from '@kansoku/contracts'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { Badge } from '../../ui/badge.tsx'
import { readSessionSearch } from '../groups/group-order.ts'
import { Absent } from '../traces/cells.tsx'

/** What was said last: the answer, or the question that has none yet. */
export const lastMessageOf = ({ lastOutputPreview, lastInputPreview, lastName }: SessionRow) =>
  lastOutputPreview ?? lastInputPreview ?? lastName

/** Opens a session and keeps the list in the address. */
export function SessionLink({
  sessionId,
  className,
  children,
}: {
  readonly sessionId: string
  readonly className: string
  readonly children: React.ReactNode
}) {
  const { projectId } = useParams({ from: '/project/$projectId' })
  const search = readSessionSearch(useSearch({ strict: false }))
  return (
    <Link
      to="/project/$projectId/sessions/$sessionId"
      params={{ projectId, sessionId }}
      search={search}
      data-row-link=""
      className={className}
    >
      {children}
    </Link>
  )
}

/** The id and the last message on one line. */
export function SessionName({ row }: { readonly row: SessionRow }) {
  const message = lastMessageOf(row)
  return (
    <span className="flex min-w-0 items-baseline gap-2">
      <SessionLink
        sessionId={row.id}
        className="max-w-[45%] shrink-0 truncate font-mono text-xs font-medium text-ink"
      >
        {row.id}
      </SessionLink>
      {message && <span className="min-w-0 flex-1 truncate text-ink-3">{message}</span>}
    </span>
  )
}

export function Names({ names, total }: { readonly names: readonly string[]; readonly total: number }) {
  const { number } = useFormats()
  const [first] = names
  if (first === undefined) return <Absent />
  return (
    <span title={names.join(', ')} className="flex min-w-0 items-baseline gap-1 text-ink-2">
      <span className="truncate">{first}</span>
      {total > 1 && <span className="shrink-0 text-2xs text-ink-3 tabular">+{number(total - 1)}</span>}
    </span>
  )
}

/** Of so many traces, how many have an error. Quiet where none has. */
export function FailedTraces({ count }: { readonly count: number }) {
  const { t } = useTranslation()
  const { number } = useFormats()
  if (count === 0) return <Absent />
  return (
    <Badge tone="danger" title={t('sessions.failedTraces', { count, shown: number(count) })}>
      {number(count)}
    </Badge>
  )
}
