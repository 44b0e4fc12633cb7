import { type UsageDimension, usageDimensions } from '@kansoku/contracts'
import type { UseQueryResult } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { Segmented } from '../../ui/segmented.tsx'
import { ChartCard } from '../dashboard/chart-card.tsx'
import { TimeChart } from '../dashboard/lazy-charts.tsx'
import { Legend } from '../dashboard/legend.tsx'
import { useTimeFormats } from '../dashboard/time-formats.ts'
import { type UsageMeasure, usageMeasures } from './usage-search.ts'
import { type UsageOverTime, usageChart } from './usage-series.ts'
import { useUsageNames } from './use-usage-names.ts'

interface UsageChartProps {
  readonly query: UseQueryResult<UsageOverTime>
  readonly by: UsageDimension
  readonly measure: UsageMeasure
  readonly onBy: (by: UsageDimension) => void
  readonly onMeasure: (measure: UsageMeasure) => void
}

const height = 264

/** Spend, calls, tokens or failures over time, in stacks of what they are told apart by. */
export function UsageChart({ query, by, measure, onBy, onMeasure }: UsageChartProps) {
  const { t } = useTranslation()
  const { cost, costAxis, compact, number } = useFormats()
  const times = useTimeFormats(query.data?.bucketSeconds ?? 86_400)
  const nameOf = useUsageNames(by, query.data?.series)
  const format = { spend: cost, calls: number, tokens: compact, failed: number }[measure]
  return (
    <ChartCard
      title={t('usage.overTime')}
      actions={
        <>
          <Segmented
            label={t('usage.by.label')}
            value={by}
            options={usageDimensions.map((value) => ({ value, label: t(`usage.by.${value}`) }))}
            onChange={onBy}
            className="max-w-full overflow-x-auto"
          />
          <Segmented
            label={t('dashboard.measure.label')}
            value={measure}
            options={usageMeasures.map((value) => ({ value, label: t(`usage.measure.${value}`) }))}
            onChange={onMeasure}
          />
        </>
      }
      query={query}
      height={height + 28}
      isEmpty={({ points }) => points.length === 0}
      chart={(data) => {
        const { points, series } = usageChart(data, measure, nameOf)
        return (
          <>
            <div className="h-7 overflow-hidden px-4 pt-1">
              <Legend series={series} />
            </div>
            <TimeChart
              points={points}
              series={series}
              kind="bars"
              height={height}
              formatValue={format}
              formatAxis={measure === 'spend' ? costAxis : format}
              isCount={measure !== 'spend'}
              {...times}
            />
          </>
        )
      }}
      table={(data) => {
        const { points, series } = usageChart(data, measure, nameOf)
        return {
          columns: [t('dashboard.time'), ...series.map(({ label }) => label)],
          rows: points.map((point) => [
            times.formatTime(point.time),
            ...series.map(({ key }) => format(point[key] ?? 0)),
          ]),
        }
      }}
    />
  )
}
