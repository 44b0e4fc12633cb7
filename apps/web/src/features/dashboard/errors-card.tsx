import type { getErrors, RouteResponse } from '@kansoku/contracts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CircleCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { shortModel } from '../traces/short-model.ts'
import { ChartCard } from './chart-card.tsx'
import { errorsQuery } from './dashboard-queries.ts'
import type { DashboardAsk } from './use-dashboard.ts'

type ErrorType = RouteResponse<typeof getErrors>['types'][number]

interface ErrorRowProps {
  readonly ask: DashboardAsk
  readonly error: ErrorType
  /** Count of the most frequent type, which fills the bar. */
  readonly most: number
}

/** What the server calls the type of errors that say nothing. */
const untyped = 'unknown'

function useTypeName(): (type: string) => string {
  const { t } = useTranslation()
  return (type) => (type === untyped ? t('dashboard.unknownError') : type)
}

function ErrorRow({ ask, error, most }: ErrorRowProps) {
  const { t } = useTranslation()
  const { number, relative, dateTime } = useFormats()
  const { projectId, range } = ask
  const type = useTypeName()(error.type)
  return (
    <li>
      <Link
        to="/project/$projectId/traces"
        params={{ projectId }}
        search={{ ...range, error: [error.type] }}
        className="block px-4 py-2 hover:bg-hover focus-visible:-outline-offset-2"
      >
        <span className="flex items-baseline gap-3 text-sm">
          <span title={type} className="min-w-0 flex-1 truncate font-medium">
            {type}
          </span>
          <span className="shrink-0 text-2xs text-ink-3" title={dateTime(error.lastSeen)}>
            {t('dashboard.lastSeen', { when: relative(error.lastSeen) })}
          </span>
          <span className="min-w-8 shrink-0 text-right font-semibold tabular">{number(error.count)}</span>
        </span>
        <span aria-hidden="true" className="mt-1 block h-1 rounded-full bg-sunken">
          <span
            className="block h-full rounded-full bg-[var(--chart-error)]"
            style={{ width: `${Math.max(1, (error.count / most) * 100)}%` }}
          />
        </span>
        <span title={error.exampleMessage} className="mt-1 block truncate text-xs text-ink-3">
          {error.model && <span className="mr-2 text-ink-2">{shortModel(error.model)}</span>}
          {error.exampleMessage}
        </span>
      </Link>
    </li>
  )
}

/** Errors by type, the most frequent first; each leads to its traces. */
export function ErrorsCard({ ask, className }: { readonly ask: DashboardAsk; readonly className?: string }) {
  const { t } = useTranslation()
  const { number, dateTime } = useFormats()
  const query = useQuery(errorsQuery(ask))
  const nameOf = useTypeName()
  const failed = query.data?.types.reduce((sum, { count }) => sum + count, 0) ?? 0
  return (
    <ChartCard
      title={t('dashboard.errors')}
      note={
        failed > 0 ? t('dashboard.failedObservations', { count: failed, shown: number(failed) }) : undefined
      }
      query={query}
      height={264}
      isEmpty={() => false}
      chart={({ types }) =>
        types.length === 0 ? (
          <p className="flex h-60 flex-col items-center justify-center gap-2 text-sm text-ink-2">
            <CircleCheck size={24} strokeWidth={1.5} aria-hidden="true" className="text-ok" />
            {t('dashboard.noErrors')}
          </p>
        ) : (
          <ul aria-label={t('dashboard.errors')} className="max-h-[264px] overflow-y-auto">
            {types.map((error) => (
              <ErrorRow
                key={error.type}
                ask={ask}
                error={error}
                most={Math.max(...types.map(({ count }) => count))}
              />
            ))}
          </ul>
        )
      }
      table={({ types }) => ({
        columns: [
          t('dashboard.errorType'),
          t('dashboard.count'),
          t('trace.model'),
          t('dashboard.lastSeenAt'),
        ],
        rows: types.map(({ type, count, model, lastSeen }) => [
          nameOf(type),
          number(count),
          model ?? '–',
          dateTime(lastSeen),
        ]),
      })}
      {...(className ? { className } : {})}
    />
  )
}
