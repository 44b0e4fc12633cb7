import type { SessionRow } from '@kansoku/contracts'
import { useFormats } from '../../lib/language.ts'
import { Absent } from '../traces/cells.tsx'
import { SessionLink } from './session-link.tsx'

/** What was said last: the answer, or the question that has none yet. */
export const lastMessageOf = ({ lastOutputPreview, lastInputPreview, lastName }: SessionRow) =>
  lastOutputPreview ?? lastInputPreview ?? lastName

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
