import type { ObservationListRow } from '@kansoku/contracts'
import clsx from 'clsx'
import { useTranslation } from 'react-i18next'
import { ObservationIcon } from '../trace/observation-icon.tsx'
import { Cost, Duration, Instant } from '../traces/cells.tsx'
import { shortModel } from '../traces/short-model.ts'
import { TokenFigures } from '../traces/token-figures.tsx'
import { ObservationLevel } from './observation-level.tsx'
import { ObservationLink } from './observation-link.tsx'

interface ObservationCardProps {
  readonly row: ObservationListRow
  readonly arrived: boolean
}

function ObservationCard({ row, arrived }: ObservationCardProps) {
  const { t } = useTranslation()
  const preview = row.statusMessage ?? row.inputPreview
  return (
    <li data-row-id={row.id} className={clsx('border-b border-line', arrived && 'animate-arrive')}>
      <ObservationLink row={row} className="flex flex-col gap-1 px-3 py-3 active:bg-hover">
        <span className="flex items-center gap-2">
          <ObservationIcon type={row.type} />
          <span className="min-w-0 flex-1 truncate font-medium">{row.name ?? t('observations.unnamed')}</span>
          {row.level !== 'DEFAULT' && <ObservationLevel row={row} />}
          <span className="shrink-0 text-xs">
            <Instant instant={row.startTime} />
          </span>
        </span>
        {preview && <span className="line-clamp-2 text-sm text-ink-2">{preview}</span>}
        <span className="flex flex-wrap items-center gap-x-3 gap-y-0.5 text-xs text-ink-2 tabular">
          <Duration seconds={row.latency} />
          <Cost dollars={row.totalCost} />
          <TokenFigures tokens={row} />
          {row.traceName && <span className="max-w-40 truncate text-ink-3">{row.traceName}</span>}
          {row.model && <span className="max-w-full truncate text-ink-3">{shortModel(row.model)}</span>}
        </span>
      </ObservationLink>
    </li>
  )
}

interface ObservationCardsProps {
  readonly rows: readonly ObservationListRow[]
  readonly arrivals: ReadonlySet<string>
}

/** The list on a phone. */
export function ObservationCards({ rows, arrivals }: ObservationCardsProps) {
  const { t } = useTranslation()
  return (
    <ul aria-label={t('observations.title')}>
      {rows.map((row) => (
        <ObservationCard key={row.id} row={row} arrived={arrivals.has(row.id)} />
      ))}
    </ul>
  )
}
