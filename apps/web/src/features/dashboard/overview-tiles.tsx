import type { getDashboardOverview, RouteResponse } from '@kansoku/contracts'
import type { UseQueryResult } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { type Tile, Tiles } from './tiles.tsx'

type Overview = RouteResponse<typeof getDashboardOverview>
type Totals = Overview['current']

type TileKey = 'traces' | 'errorRate' | 'cost' | 'tokens' | 'latencyP50' | 'latencyP95'

function useTiles(): Tile<Totals>[] {
  const { t } = useTranslation()
  const { number, compact, cost, percent, duration } = useFormats()
  const of = (count: number, key: 'users' | 'generations') =>
    t(`dashboard.detail.${key}`, { count, shown: number(count) })
  const named = (key: TileKey) => ({ key, label: t(`dashboard.tile.${key}`) })
  return [
    {
      ...named('traces'),
      valueOf: ({ traces }) => traces,
      format: number,
      detail: ({ users }) => of(users, 'users'),
    },
    {
      ...named('errorRate'),
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
      ...named('cost'),
      valueOf: ({ totalCost }) => totalCost,
      format: cost,
      detail: ({ traces, totalCost }) =>
        t('dashboard.detail.perTrace', { cost: traces === 0 ? '–' : cost(totalCost / traces) }),
    },
    {
      ...named('tokens'),
      valueOf: ({ inputTokens, outputTokens }) => inputTokens + outputTokens,
      format: compact,
      detail: ({ inputTokens, outputTokens }) =>
        t('dashboard.detail.tokens', {
          input: compact(inputTokens),
          output: compact(outputTokens),
        }),
    },
    {
      ...named('latencyP50'),
      valueOf: ({ latencyP50 }) => latencyP50,
      format: duration,
      detail: ({ generations }) => of(generations, 'generations'),
      moreIsWorse: true,
    },
    {
      ...named('latencyP95'),
      valueOf: ({ latencyP95 }) => latencyP95,
      format: duration,
      detail: () => t('dashboard.detail.slowest'),
      moreIsWorse: true,
    },
  ]
}

/** Totals of the range, each against the range before. */
export function OverviewTiles({ query }: { readonly query: UseQueryResult<Overview> }) {
  return <Tiles tiles={useTiles()} periods={query.data} />
}
