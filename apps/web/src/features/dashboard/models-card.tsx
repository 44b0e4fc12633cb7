import type { getModelUsage, RouteResponse } from '@kansoku/contracts'
import type { UseQueryResult } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { MiddleCut } from '../../ui/middle-cut.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { ChartCard } from './chart-card.tsx'
import { DataTable } from './data-table.tsx'
import { TimeChart } from './lazy-charts.tsx'
import { byModel, chartedModels, modelColors, timesOf } from './series.ts'
import { Swatch } from './swatch.tsx'
import { useTimeFormats } from './time-formats.ts'
import { useModelNames } from './use-model-names.ts'

type Usage = RouteResponse<typeof getModelUsage>
const measures = ['cost', 'tokens', 'calls'] as const
type Measure = (typeof measures)[number]

interface CardProps {
  readonly query: UseQueryResult<Usage>
  readonly className?: string
}

function useMeasures() {
  const { t } = useTranslation()
  const { cost, costAxis, compact, number } = useFormats()
  const format: Record<Measure, (value: number) => string> = { cost, tokens: compact, calls: number }
  const options = measures.map((value) => ({ value, label: t(`dashboard.measure.${value}`) }))
  return { format, options, costAxis }
}

/** Cost, tokens or calls of each model over time. */
export function ModelUsageCard({ query, className }: CardProps) {
  const { t } = useTranslation()
  const [measure, setMeasure] = useState<Measure>('cost')
  const { format, options, costAxis } = useMeasures()
  const times = useTimeFormats(query.data?.bucketSeconds ?? 60)
  const labelsOf = useModelNames()
  const rowsOf = (data: Usage) =>
    byModel(data.points, timesOf(data.points), chartedModels(data), (point) => point[measure], 0)
  return (
    <ChartCard
      title={t('dashboard.modelUsage')}
      actions={
        <Segmented
          label={t('dashboard.measure.label')}
          value={measure}
          options={options}
          onChange={setMeasure}
        />
      }
      query={query}
      height={264}
      isEmpty={({ models }) => models.length === 0}
      chart={(data) => {
        const labelOf = labelsOf(chartedModels(data))
        return (
          <TimeChart
            points={rowsOf(data)}
            series={[...modelColors(chartedModels(data))].map(([key, color]) => ({
              key,
              label: labelOf(key),
              color,
            }))}
            kind="bars"
            height={264}
            formatValue={format[measure]}
            formatAxis={measure === 'cost' ? costAxis : format[measure]}
            isCount={measure !== 'cost'}
            {...times}
          />
        )
      }}
      table={(data) => ({
        columns: [t('dashboard.time'), ...chartedModels(data).map(labelsOf(chartedModels(data)))],
        rows: rowsOf(data).map((row) => [
          times.formatTime(row.time),
          ...chartedModels(data).map((model) => format[measure](row[model] ?? 0)),
        ]),
      })}
      {...(className ? { className } : {})}
    />
  )
}

/** The same models in total: the legend of the chart beside it. */
export function ModelTableCard({ query, className }: CardProps) {
  const { t } = useTranslation()
  const { number, compact, cost } = useFormats()
  const namesOf = useModelNames()
  const columns = [
    t('trace.model'),
    t('dashboard.measure.cost'),
    t('dashboard.measure.calls'),
    t('dashboard.inputTokens'),
    t('dashboard.outputTokens'),
    t('dashboard.cacheTokens'),
  ]
  return (
    <ChartCard
      title={t('dashboard.costPerModel')}
      query={query}
      height={264}
      isEmpty={({ models }) => models.length === 0}
      chart={(data) => {
        const colors = modelColors(chartedModels(data))
        // A model without a price has used tokens; one whose calls all failed has cost nothing.
        const costText = ({ totalCost, totalTokens }: (typeof data.models)[number]) =>
          totalCost === null && totalTokens > 0 ? t('dashboard.noPrice') : cost(totalCost ?? 0)
        const nameOf = namesOf(data.models.map(({ model }) => model))
        return (
          <DataTable
            label={t('dashboard.costPerModel')}
            maxHeight={264}
            columns={columns}
            rows={data.models.map((row) => [
              <span key="model" className="flex items-center gap-2">
                <Swatch color={colors.get(row.model) ?? 'var(--chart-other)'} />
                <MiddleCut text={nameOf(row.model)} title={row.model} />
              </span>,
              costText(row),
              number(row.calls),
              compact(row.inputTokens),
              compact(row.outputTokens),
              compact(row.cacheReadTokens + row.cacheWriteTokens),
            ])}
          />
        )
      }}
      {...(className ? { className } : {})}
    />
  )
}
