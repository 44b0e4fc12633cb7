import type { UserRow } from '@kansoku/contracts'
import clsx from 'clsx'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { FailedTraces } from '../groups/failed-traces.tsx'
import { Cost, Instant } from '../traces/cells.tsx'
import { TokenFigures } from '../traces/token-figures.tsx'
import { UserLink } from './user-link.tsx'

interface UserCardsProps {
  readonly rows: readonly UserRow[]
  readonly arrivals: ReadonlySet<string>
}

/** The list on a phone. */
export function UserCards({ rows, arrivals }: UserCardsProps) {
  const { t } = useTranslation()
  const { number } = useFormats()
  return (
    <ul aria-label={t('app.page.users')}>
      {rows.map((row) => (
        <li
          key={row.id}
          data-row-id={row.id}
          className={clsx('border-b border-line', arrivals.has(row.id) && 'animate-arrive')}
        >
          <UserLink userId={row.id} className="flex flex-col gap-1 px-3 py-3 active:bg-hover">
            <span className="flex items-center gap-2">
              <span className="min-w-0 flex-1 truncate font-medium">{row.id}</span>
              {row.failedTraces > 0 && <FailedTraces count={row.failedTraces} />}
              <span className="shrink-0 text-xs">
                <Instant instant={row.lastTrace} />
              </span>
            </span>
            <span className="flex flex-wrap items-center gap-x-3 gap-y-0.5 text-xs text-ink-2 tabular">
              <span>{t('sessions.traces', { count: row.traceCount, shown: number(row.traceCount) })}</span>
              <span>{t('users.sessions', { count: row.sessionCount, shown: number(row.sessionCount) })}</span>
              <Cost dollars={row.totalCost} />
              <TokenFigures tokens={row} />
            </span>
          </UserLink>
        </li>
      ))}
    </ul>
  )
}
