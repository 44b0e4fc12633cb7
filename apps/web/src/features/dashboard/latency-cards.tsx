import type { getLatency, RouteResponse } from '@kansoku/contracts'
import { useQuery } from '@tanstack/react-query'
import { ChevronDown } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { Button } from '../../ui/button.tsx'
import { Menu, MenuChoice } from '../../ui/menu.tsx'
import { MiddleCut } from '../../ui/middle-cut.tsx'
import { ChartCard } from './chart-card.tsx'
import { histogramQuery, latencyQuery, modelUsageQuery } from './dashboard-queries.ts'
import { DataTable } from './data-table.tsx'
import { HistogramChart, TimeChart } from './lazy-charts.tsx'
import { Legend } from './legend.tsx'
import { byModel, chartedModels, modelColors, type Series, type TimePoint, timesOf } from './series.ts'
import { useTimeFormats } from './time-formats.ts'
import type { DashboardAsk } from './use-dashboard.ts'
import { useModelNames } from './use-model-names.ts'

type Latency = RouteResponse<typeof getLatency>
const percentiles = ['avg', 'p50', 'p90', 'p95', 'p99'] as const
const drawn = ['avg', 'p50', 'p95', 'p99'] as const

/** Choices beside the names of models, which cannot contain a line break. */
const allModels = '\nall'
const compare = '\ncompare'
const comparedModels = 8

interface CardProps {
  readonly ask: DashboardAsk
  readonly className?: string
}

function usePercentileSeries(): Series[] {
  const { t } = useTranslation()
  const colors = ['var(--chart-other)', 'var(--chart-1)', 'var(--chart-2)', 'var(--chart-5)']
  return drawn.map((key, index) => ({
    key,
    label: key === 'avg' ? t('dashboard.average') : key.toUpperCase(),
    color: colors[index] ?? '',
  }))
}

function ModelMenu(props: { models: readonly string[]; value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation()
  const { models, value, onChange } = props
  const nameOf = useModelNames()(models)
  const named = [
    { value: allModels, label: t('dashboard.allModels') },
    { value: compare, label: t('dashboard.compareModels') },
  ]
  const label = named.find((option) => option.value === value)?.label ?? nameOf(value)
  return (
    <Menu
      align="end"
      trigger={
        <Button size="sm" aria-label={`${t('trace.model')}: ${label}`}>
          <span className="max-w-40">
            <MiddleCut text={label} title={value.trim() === value ? value : label} />
          </span>
          <ChevronDown size={13} aria-hidden="true" className="text-ink-3" />
        </Button>
      }
    >
      <MenuChoice
        label={t('trace.model')}
        value={value}
        options={[
          ...named,
          ...models.map((model) => ({
            value: model,
            label: <MiddleCut text={nameOf(model)} title={model} />,
          })),
        ]}
        onChange={onChange}
      />
    </Menu>
  )
}

interface Lines {
  readonly points: TimePoint[]
  readonly series: Series[]
}

/** One line for each of the most used models: its 95th percentile. */
function comparison(
  data: Latency,
  colors: ReadonlyMap<string, string>,
  namesOf: ReturnType<typeof useModelNames>,
): Lines {
  const models = data.models.map(({ model }) => model).slice(0, comparedModels)
  const nameOf = namesOf(models)
  return {
    points: byModel(data.modelPoints, timesOf(data.points), models, ({ p95 }) => p95, null),
    series: models.map((key) => ({
      key,
      label: nameOf(key),
      color: colors.get(key) ?? 'var(--chart-other)',
    })),
  }
}

/** Models that there are points of, the most used first. */
const timed = (data: Latency | undefined) => [...new Set(data?.modelPoints.map(({ model }) => model))]

/** Percentiles of all models or of one. */
function percentileLines(data: Latency, choice: string, series: Series[]): Lines {
  const list = choice === allModels ? data.points : data.modelPoints.filter(({ model }) => model === choice)
  return {
    points: list.map(({ time, avg, p50, p90, p95, p99 }) => ({
      time: Date.parse(time),
      avg,
      p50,
      p90,
      p95,
      p99,
    })),
    series,
  }
}

/** The colours that the models have in the charts of usage; those that are not there come after them. */
function useModelColors(ask: DashboardAsk, latency: Latency | undefined) {
  const usage = useQuery(modelUsageQuery(ask)).data
  const ranked = usage ? chartedModels(usage) : []
  return modelColors([...new Set([...ranked, ...(latency?.models.map(({ model }) => model) ?? [])])])
}

export function LatencyCard({ ask, className }: CardProps) {
  const { t } = useTranslation()
  const { duration } = useFormats()
  const [choice, setChoice] = useState(allModels)
  const query = useQuery(latencyQuery(ask))
  const times = useTimeFormats(query.data?.bucketSeconds ?? 60)
  const named = usePercentileSeries()
  const namesOf = useModelNames()
  const colors = useModelColors(ask, query.data)
  const linesOf = (data: Latency) =>
    known === compare ? comparison(data, colors, namesOf) : percentileLines(data, known, named)
  // Only these have points: the server charts the most used models.
  const models = timed(query.data)
  const known = choice === allModels || choice === compare || models.includes(choice) ? choice : allModels
  const show = (value: number | null | undefined) =>
    value === null || value === undefined ? '–' : duration(value)
  return (
    <ChartCard
      title={t('dashboard.latency')}
      note={known === compare ? 'P95' : undefined}
      actions={
        <>
          {known !== compare && <Legend series={named} />}
          <ModelMenu models={models} value={known} onChange={setChoice} />
        </>
      }
      query={query}
      height={240}
      isEmpty={({ models: all }) => all.length === 0}
      chart={(data) => {
        const lines = linesOf(data)
        return (
          <div className="flex h-full flex-col pb-3">
            {known === compare && (
              <div className="px-4 pt-1">
                <Legend series={lines.series} />
              </div>
            )}
            <div className="min-h-0 flex-1">
              <TimeChart {...lines} kind="lines" height="100%" formatValue={duration} {...times} />
            </div>
          </div>
        )
      }}
      table={(data) => {
        const { points, series } = linesOf(data)
        return {
          columns: [t('dashboard.time'), ...series.map(({ label }) => label)],
          rows: points.map((point) => [
            times.formatTime(point.time),
            ...series.map(({ key }) => show(point[key])),
          ]),
        }
      }}
      {...(className ? { className } : {})}
    />
  )
}

export function HistogramCard({ ask, className }: CardProps) {
  const { t } = useTranslation()
  const { duration, number, compact } = useFormats()
  const query = useQuery(histogramQuery(ask))
  return (
    <ChartCard
      title={t('dashboard.histogram')}
      query={query}
      height={240}
      isEmpty={({ bins }) => bins.every(({ count }) => count === 0)}
      chart={({ bins }) => (
        <HistogramChart
          bins={bins}
          height={240}
          label={t('dashboard.measure.calls')}
          formatBound={duration}
          formatCount={compact}
        />
      )}
      table={({ bins }) => ({
        columns: [t('dashboard.responseTime'), t('dashboard.measure.calls')],
        rows: bins.map(({ from, to, count }) => [`${duration(from)} – ${duration(to)}`, number(count)]),
      })}
      {...(className ? { className } : {})}
    />
  )
}

export function ModelLatencyCard({ ask, className }: CardProps) {
  const { t } = useTranslation()
  const { duration, number } = useFormats()
  const query = useQuery(latencyQuery(ask))
  const show = (value: number | null) => (value === null ? '–' : duration(value))
  const nameOf = useModelNames()(query.data?.models.map(({ model }) => model) ?? [])
  return (
    <ChartCard
      title={t('dashboard.latencyPerModel')}
      query={query}
      height={264}
      isEmpty={({ models }) => models.length === 0}
      chart={({ models }) => (
        <DataTable
          label={t('dashboard.latencyPerModel')}
          maxHeight={264}
          columns={[
            t('trace.model'),
            t('dashboard.measure.calls'),
            ...percentiles.map((key) => (key === 'avg' ? t('dashboard.average') : key.toUpperCase())),
            t('dashboard.firstToken'),
          ]}
          rows={models.map((row) => [
            <MiddleCut key="model" text={nameOf(row.model)} title={row.model} />,
            number(row.calls),
            ...percentiles.map((key) => show(row[key])),
            show(row.timeToFirstTokenP50),
          ])}
        />
      )}
      {...(className ? { className } : {})}
    />
  )
}
