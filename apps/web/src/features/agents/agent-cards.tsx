import type { AgentTaskRow } from '@kansoku/contracts'
import clsx from 'clsx'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { FailedTraces } from '../groups/failed-traces.tsx'
import { Cost, Duration, Instant } from '../traces/cells.tsx'
import { TokenFigures } from '../traces/token-figures.tsx'
import { AgentBadge } from './agent-name.tsx'
import { PickBox, type Picking } from './pick-box.tsx'
import { TaskLink } from './task-link.tsx'

interface AgentCardsProps extends Picking {
  readonly rows: readonly AgentTaskRow[]
  readonly arrivals: ReadonlySet<string>
}

function AgentCard({ row }: { readonly row: AgentTaskRow }) {
  const { t } = useTranslation()
  const { number } = useFormats()
  return (
    <TaskLink sessionId={row.id} className="flex min-w-0 flex-1 flex-col gap-1 py-3 pr-3 active:bg-hover">
      <span className="flex items-center gap-2">
        <AgentBadge agent={row.agent} />
        {row.failedTraces > 0 && <FailedTraces count={row.failedTraces} />}
        <span className="ml-auto shrink-0 text-xs">
          <Instant instant={row.lastTrace} />
        </span>
      </span>
      <span className="line-clamp-2 text-sm font-medium">{row.title ?? row.id}</span>
      <span className="flex flex-wrap items-center gap-x-3 gap-y-0.5 text-xs text-ink-2 tabular">
        <span>{t('agents.turns', { count: row.turnCount, shown: number(row.turnCount) })}</span>
        <Duration seconds={row.duration} />
        <Cost dollars={row.totalCost} />
        <TokenFigures tokens={row} />
      </span>
    </TaskLink>
  )
}

/** The list on a phone. */
export function AgentCards({ rows, arrivals, ...picking }: AgentCardsProps) {
  const { t } = useTranslation()
  return (
    <ul aria-label={t('app.page.agents')}>
      {rows.map((row) => (
        <li
          key={row.id}
          data-row-id={row.id}
          className={clsx('flex items-center border-b border-line', arrivals.has(row.id) && 'animate-arrive')}
        >
          <PickBox row={row} {...picking} />
          <AgentCard row={row} />
        </li>
      ))}
    </ul>
  )
}
