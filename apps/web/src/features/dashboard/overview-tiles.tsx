import type { getDashboardOverview, RouteResponse } from '@kansoku/contracts'
import type { UseQueryResult } from '@tanstack/react-query'
import clsx from 'clsx'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { Skeleton } from '../../ui/skeleton.tsx'
import { changeOf } from './change.ts'

type Overview = RouteResponse<typeof getDashboardOverview>
type Totals = Overview['current']

interface Tile {
  readonly key: 'traces' | 'errorRate' | 'cost' | 'tokens' | 'latencyP50' | 'latencyP95'
  readonly valueOf: (totals: Totals) => number | null
  readonly format: (value: number) => string
  readonly detail: (totals: Totals) => string
  /** Whether more of it is worse; undefined where more is neither good nor bad. */
  readonly moreIsWorse?: boolean
}

function useTiles(): Tile[] {
  const { t } = useTranslation()
  const { number, compact, cost, percent, duration } = useFormats()
  const of = (count: number, key: 'users' | 'generations') =>
    t(`dashboard.detail.${key}`, { count, shown: number(count) })
  return [
    {
      key: 'traces',
      valueOf: ({ traces }) => traces,
      format: number,
      detail: ({ users }) => of(users, 'users'),
    },
    {
      key: 'errorRate',
      valueOf: ({ errorRate }) => errorRate,
      format: percent,
      detail: ({ failedTraces, traces }) =>
        t('dashboard.detail.failedTraces', {
          count: traces,
          failed: number(failedTraces),
          shown: number(traces),
        }),
      moreIsWorse: true,
    },
    {
      key: 'cost',
      valueOf: ({ totalCost }) => totalCost,
      format: cost,
      detail: ({ traces, totalCost }) =>
        t('dashboard.detail.perTrace', { cost: traces === 0 ? '–' : cost(totalCost / traces) }),
    },
    {
      key: 'tokens',
      valueOf: ({ inputTokens, outputTokens }) => inputTokens + outputTokens,
      format: compact,
      detail: ({ inputTokens, outputTokens }) =>
        t('dashboard.detail.tokens', {
          input: compact(inputTokens),
          output: compact(outputTokens),
        }),
    },
    {
      key: 'latencyP50',
      valueOf: ({ latencyP50 }) => latencyP50,
      format: duration,
      detail: ({ generations }) => of(generations, 'generations'),
      moreIsWorse: true,
    },
    {
      key: 'latencyP95',
      valueOf: ({ latencyP95 }) => latencyP95,
      format: duration,
      detail: () => t('dashboard.detail.slowest'),
      moreIsWorse: true,
    },
  ]
}

function ChangeMark({ tile, overview }: { readonly tile: Tile; readonly overview: Overview }) {
  const { t } = useTranslation()
  const { percent } = useFormats()
  const change = changeOf(tile.valueOf(overview.current), tile.valueOf(overview.previous))
  if (change?.ratio === undefined) return null
  if (change.direction === 'same') return <span className="text-xs text-ink-3">±0%</span>
  const isUp = change.direction === 'up'
  const tone =
    tile.moreIsWorse === undefined ? 'text-ink-2' : isUp === tile.moreIsWorse ? 'text-danger' : 'text-ok'
  const Arrow = isUp ? ArrowUp : ArrowDown
  return (
    <span
      title={t('dashboard.against')}
      className={clsx('inline-flex items-center gap-0.5 text-xs font-medium', tone)}
    >
      <Arrow size={12} role="img" aria-label={t(isUp ? 'dashboard.up' : 'dashboard.down')} />
      {percent(Math.abs(change.ratio))}
    </span>
  )
}

/** Totals of the range, each against the range before. */
export function OverviewTiles({ query }: { readonly query: UseQueryResult<Overview> }) {
  const { t } = useTranslation()
  const tiles = useTiles()
  const overview = query.data
  return (
    <dl
      aria-label={t('dashboard.totals')}
      className="grid grid-cols-2 gap-px overflow-hidden rounded-xl border border-line bg-line sm:grid-cols-3 xl:grid-cols-6"
    >
      {tiles.map((tile) => {
        const value = overview ? tile.valueOf(overview.current) : null
        return (
          <div key={tile.key} className="min-w-0 bg-surface px-4 py-3">
            <dt className="truncate text-xs text-ink-2">{t(`dashboard.tile.${tile.key}`)}</dt>
            <dd className="mt-1">
              {overview ? (
                <>
                  <span className="flex items-baseline gap-2">
                    <span className="truncate text-xl font-semibold tracking-tight tabular">
                      {value === null ? '–' : tile.format(value)}
                    </span>
                    <ChangeMark tile={tile} overview={overview} />
                  </span>
                  <span className="block truncate text-2xs text-ink-3 tabular">
                    {tile.detail(overview.current)}
                  </span>
                </>
              ) : (
                <Skeleton className="h-11 w-24" />
              )}
            </dd>
          </div>
        )
      })}
    </dl>
  )
}
