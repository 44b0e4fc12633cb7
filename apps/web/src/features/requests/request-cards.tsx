import type { GatewayCallRow } from '@kansoku/contracts'
import clsx from 'clsx'
import { useTranslation } from 'react-i18next'
import { Cost, Duration, Instant } from '../traces/cells.tsx'
import { TokenFigures } from '../traces/token-figures.tsx'
import { useUsageNames } from '../usage/use-usage-names.ts'
import { CallLink } from './call-link.tsx'
import { CallOutcome } from './call-status.tsx'
import { CalledModel } from './called-model.tsx'

interface RequestCardsProps {
  readonly rows: readonly GatewayCallRow[]
  readonly arrivals: ReadonlySet<string>
}

/** The list on a phone. */
export function RequestCards({ rows, arrivals }: RequestCardsProps) {
  const { t } = useTranslation()
  const nameOf = useUsageNames('key', undefined)
  return (
    <ul aria-label={t('app.page.requests')}>
      {rows.map((call) => (
        <li
          key={call.id}
          data-row-id={call.id}
          className={clsx('border-b border-line', arrivals.has(call.id) && 'animate-arrive')}
        >
          <CallLink call={call} className="flex flex-col gap-1 px-3 py-3 active:bg-hover">
            <span className="flex items-center gap-2 text-sm">
              <span className="min-w-0 flex-1 font-medium">
                <CalledModel call={call} />
              </span>
              <span className="shrink-0 text-xs">
                <Instant instant={call.startedAt} />
              </span>
            </span>
            <span className="flex flex-wrap items-center gap-x-3 gap-y-0.5 text-xs text-ink-2 tabular">
              <CallOutcome call={call} />
              <span className="max-w-40 truncate">{nameOf({ id: call.keyId, name: call.keyName })}</span>
              <Duration seconds={call.duration} />
              <Cost dollars={call.cost} />
              <TokenFigures tokens={call} />
            </span>
          </CallLink>
        </li>
      ))}
    </ul>
  )
}
