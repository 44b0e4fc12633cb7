import type { TraceDetail } from '@kansoku/contracts'
import { Link } from '@tanstack/react-router'
import clsx from 'clsx'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { Badge } from '../../ui/badge.tsx'
import { TokenFigures } from '../traces/token-figures.tsx'
import { TraceLevel } from '../traces/trace-level.tsx'

interface FactProps {
  readonly label: string
  readonly className?: string
  readonly children: ReactNode
}

function Fact({ label, className, children }: FactProps) {
  return (
    <div className={clsx('flex min-w-0 max-w-60 items-baseline gap-1.5', className)}>
      <dt className="shrink-0 text-ink-3">{label}</dt>
      <dd className="min-w-0 truncate text-ink tabular">{children}</dd>
    </div>
  )
}

interface FilterLinkProps {
  readonly projectId: string
  readonly filter: { readonly user?: string[]; readonly session?: string[] }
  readonly children: string
}

/** Leads to the traces that share the value. */
function FilterLink({ projectId, filter, children }: FilterLinkProps) {
  return (
    <Link
      to="/project/$projectId/traces"
      params={{ projectId }}
      search={{ range: '90d', ...filter }}
      title={children}
      className="text-accent hover:underline"
    >
      {children}
    </Link>
  )
}

/** What is true of the whole trace, on one line where there is room. */
export function TraceFacts({
  projectId,
  trace,
}: {
  readonly projectId: string
  readonly trace: TraceDetail
}) {
  const { t } = useTranslation()
  const { exactTime, dateTime, duration, cost } = useFormats()
  const { userId, sessionId, version, release, tags } = trace
  return (
    <dl className="flex shrink-0 flex-wrap gap-x-5 gap-y-1 border-b border-line px-4 py-2 text-xs max-sm:px-3">
      <Fact label={t('traces.column.timestamp')}>
        <time dateTime={trace.timestamp} title={exactTime(trace.timestamp)}>
          {dateTime(trace.timestamp)}
        </time>
      </Fact>
      {trace.level !== 'DEFAULT' && (
        // The bar above has no room for it on a phone.
        <Fact label={t('traces.column.level')} className="sm:hidden">
          <TraceLevel trace={trace} />
        </Fact>
      )}
      {trace.latency !== null && <Fact label={t('traces.column.latency')}>{duration(trace.latency)}</Fact>}
      {trace.totalCost !== null && <Fact label={t('traces.column.totalCost')}>{cost(trace.totalCost)}</Fact>}
      {trace.totalTokens > 0 && (
        <Fact label={t('traces.column.totalTokens')}>
          <TokenFigures tokens={trace} />
        </Fact>
      )}
      {userId && (
        <Fact label={t('traces.column.userId')}>
          <FilterLink projectId={projectId} filter={{ user: [userId] }}>
            {userId}
          </FilterLink>
        </Fact>
      )}
      {sessionId && (
        <Fact label={t('traces.column.sessionId')}>
          <FilterLink projectId={projectId} filter={{ session: [sessionId] }}>
            {sessionId}
          </FilterLink>
        </Fact>
      )}
      <Fact label={t('traces.column.environment')}>{trace.environment}</Fact>
      {version && <Fact label={t('traces.column.version')}>{version}</Fact>}
      {release && <Fact label={t('traces.column.release')}>{release}</Fact>}
      {tags.length > 0 && (
        <div className="flex min-w-0 flex-wrap items-center gap-1">
          <dt className="sr-only">{t('traces.column.tags')}</dt>
          {tags.map((tag) => (
            <dd key={tag} className="flex min-w-0">
              <Badge>
                <span className="truncate">{tag}</span>
              </Badge>
            </dd>
          ))}
        </div>
      )}
    </dl>
  )
}
