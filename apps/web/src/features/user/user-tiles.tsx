import type { UserRow } from '@kansoku/contracts'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { Skeleton } from '../../ui/skeleton.tsx'

interface Tile {
  readonly key: 'traces' | 'sessions' | 'failedTraces' | 'totalCost' | 'totalTokens' | 'lastTrace'
  readonly value: ReactNode
  readonly detail: ReactNode
}

function useTiles(user: UserRow): Tile[] {
  const { t } = useTranslation()
  const { number, compact, cost, percent, rowTime } = useFormats()
  const { traceCount, sessionCount, failedTraces, totalCost, inputTokens, outputTokens } = user
  return [
    { key: 'traces', value: number(traceCount), detail: null },
    {
      key: 'sessions',
      value: number(sessionCount),
      detail:
        sessionCount > 0 &&
        t('users.perSession', { traces: number(Math.round((traceCount / sessionCount) * 10) / 10) }),
    },
    {
      key: 'failedTraces',
      value: number(failedTraces),
      detail: t('users.ofTraces', { share: percent(failedTraces / traceCount) }),
    },
    {
      key: 'totalCost',
      value: totalCost === null ? '–' : cost(totalCost),
      detail: totalCost !== null && t('dashboard.detail.perTrace', { cost: cost(totalCost / traceCount) }),
    },
    {
      key: 'totalTokens',
      value: compact(inputTokens + outputTokens),
      detail: t('dashboard.detail.tokens', { input: compact(inputTokens), output: compact(outputTokens) }),
    },
    {
      key: 'lastTrace',
      value: rowTime(user.lastTrace),
      detail: t('users.since', { time: rowTime(user.firstTrace) }),
    },
  ]
}

function Tiles({ user }: { readonly user: UserRow }) {
  const { t } = useTranslation()
  const tiles = useTiles(user)
  return (
    <dl
      aria-label={t('dashboard.totals')}
      className="grid grid-cols-2 gap-px overflow-hidden rounded-xl border border-line bg-line sm:grid-cols-3 xl:grid-cols-6"
    >
      {tiles.map(({ key, value, detail }) => (
        <div key={key} className="min-w-0 bg-surface px-4 py-3">
          <dt className="truncate text-xs text-ink-2">{t(`users.column.${key}`)}</dt>
          <dd className="mt-1">
            <span className="block truncate text-xl font-semibold tracking-tight tabular">{value}</span>
            <span className="block h-4 truncate text-2xs text-ink-3 tabular">{detail}</span>
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** What a user did in the time range. */
export function UserTiles({ user }: { readonly user: UserRow | undefined }) {
  return user ? <Tiles user={user} /> : <Skeleton className="h-20" />
}
