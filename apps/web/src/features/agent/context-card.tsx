import type { AgentTaskDetail } from '@kansoku/contracts'
import type { UseQueryResult } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { ChartCard } from '../dashboard/chart-card.tsx'
import { TimeChart } from '../dashboard/lazy-charts.tsx'
import { Legend } from '../dashboard/legend.tsx'
import { partColors } from './cost-parts.ts'
import { contextPoints } from './task-series.ts'
import { useTurnAxis } from './use-turn-axis.ts'

const height = 200

/** How the context grew from turn to turn, and how much of it the cache knew. */
export function ContextCard({ query }: { readonly query: UseQueryResult<AgentTaskDetail> }) {
  const { t } = useTranslation()
  const { compact, number } = useFormats()
  const axis = useTurnAxis()
  const series = (['cacheRead', 'cacheWrite', 'input'] as const).map((key) => ({
    key,
    label: t(`agents.tokens.${key}`),
    color: partColors[key],
  }))
  return (
    <ChartCard
      title={t('agents.context')}
      query={query}
      height={height + 28}
      isEmpty={({ turns }) => turns.every(({ inputTokens }) => inputTokens === 0)}
      chart={({ turns }) => (
        <>
          <div className="h-7 overflow-hidden px-4 pt-1">
            <Legend series={series} />
          </div>
          <TimeChart
            points={contextPoints(turns)}
            series={series}
            kind="bars"
            height={height}
            formatValue={number}
            formatAxis={compact}
            syncId="turns"
            {...axis}
          />
        </>
      )}
      table={({ turns }) => ({
        columns: [t('agents.turnColumn'), ...series.map(({ label }) => label)],
        rows: contextPoints(turns).map((point) => [
          number(point.time),
          ...series.map(({ key }) => number(point[key] ?? 0)),
        ]),
      })}
    />
  )
}
