import type { AgentTaskDetail } from '@kansoku/contracts'
import type { UseQueryResult } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { ChartCard } from '../dashboard/chart-card.tsx'
import { TimeChart } from '../dashboard/lazy-charts.tsx'
import { Legend } from '../dashboard/legend.tsx'
import { waitPoints } from './task-series.ts'
import { useTurnAxis } from './use-turn-axis.ts'

const height = 200

const waited = ['model', 'tools', 'person'] as const

const colors = { model: 'var(--chart-1)', tools: 'var(--chart-2)', person: 'var(--chart-other)' } as const

/** What each turn waited for: the model, tools, a person. */
export function WaitsCard({ query }: { readonly query: UseQueryResult<AgentTaskDetail> }) {
  const { t } = useTranslation()
  const { duration, number } = useFormats()
  const axis = useTurnAxis()
  const series = waited.map((key) => ({ key, label: t(`agents.wait.${key}`), color: colors[key] }))
  return (
    <ChartCard
      title={t('agents.waits')}
      query={query}
      height={height + 28}
      isEmpty={({ turns }) => turns.length === 0}
      chart={({ turns, waits }) => (
        <>
          <div className="h-7 overflow-hidden px-4 pt-1">
            <Legend
              series={series.map(({ label, ...of }) => ({
                ...of,
                label: `${label} ${duration(waits[of.key])}`,
              }))}
            />
          </div>
          <TimeChart
            points={waitPoints(turns)}
            series={series}
            kind="bars"
            height={height}
            formatValue={duration}
            syncId="turns"
            {...axis}
          />
        </>
      )}
      table={({ turns }) => ({
        columns: [t('agents.turnColumn'), ...series.map(({ label }) => label)],
        rows: waitPoints(turns).map((point) => [
          number(point.time),
          ...series.map(({ key }) => duration(point[key] ?? 0)),
        ]),
      })}
    />
  )
}
