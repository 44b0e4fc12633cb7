import type { SessionRow } from '@kansoku/contracts'
import clsx from 'clsx'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { FailedTraces } from '../groups/failed-traces.tsx'
import { Cost, Duration, Instant } from '../traces/cells.tsx'
import { TokenFigures } from '../traces/token-figures.tsx'
import { lastMessageOf } from './session-cells.tsx'
import { SessionLink } from './session-link.tsx'

interface SessionCardsProps {
  readonly rows: readonly SessionRow[]
  readonly arrivals: ReadonlySet<string>
}

function SessionCard({ row, arrived }: { readonly row: SessionRow; readonly arrived: boolean }) {
  const { t } = useTranslation()
  const { number } = useFormats()
  const message = lastMessageOf(row)
  return (
    <li data-row-id={row.id} className={clsx('border-b border-line', arrived && 'animate-arrive')}>
      <SessionLink sessionId={row.id} className="flex flex-col gap-1 px-3 py-3 active:bg-hover">
        <span className="flex items-center gap-2">
          <span className="min-w-0 flex-1 truncate font-mono text-xs font-medium">{row.id}</span>
          {row.failedTraces > 0 && <FailedTraces count={row.failedTraces} />}
          <span className="shrink-0 text-xs">
            <Instant instant={row.lastTrace} />
          </span>
        </span>
        {message && <span className="line-clamp-2 text-sm text-ink-2">{message}</span>}
        <span className="flex flex-wrap items-center gap-x-3 gap-y-0.5 text-xs text-ink-2 tabular">
          <span>{t('sessions.traces', { count: row.traceCount, shown: number(row.traceCount) })}</span>
          <Duration seconds={row.duration} />
          <Cost dollars={row.totalCost} />
          <TokenFigures tokens={row} />
          {row.userIds[0] && <span className="max-w-40 truncate text-ink-3">{row.userIds[0]}</span>}
        </span>
      </SessionLink>
    </li>
  )
}

/** The list on a phone. */
export function SessionCards({ rows, arrivals }: SessionCardsProps) {
  const { t } = useTranslation()
  return (
    <ul aria-label={t('app.page.sessions')}>
      {rows.map((row) => (
        <SessionCard key={row.id} row={row} arrived={arrivals.has(row.id)} />
      ))}
    </ul>
  )
}
