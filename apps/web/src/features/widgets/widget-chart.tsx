import type { WidgetData, WidgetQuestion } from '@kansoku/contracts'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { DataTable } from '../dashboard/data-table.tsx'
import { CategoryBars, CategoryPie, HistogramChart, TimeChart } from '../dashboard/lazy-charts.tsx'
import { Legend } from '../dashboard/legend.tsx'
import { useTimeFormats } from '../dashboard/time-formats.ts'
import type { TraceSearch } from '../traces/trace-search.ts'
import { useMetricFormat, useWidgetWords } from './use-widget-words.ts'
import { bins, bucketSeconds, categories, numberOf, timeSeries } from './widget-series.ts'
import { useWidgetTable } from './widget-table.tsx'

export interface WidgetChartProps {
  readonly projectId: string
  readonly label: string
  readonly question: WidgetQuestion
  readonly data: WidgetData
  /** Room for the chart, in CSS pixels. */
  readonly height: number
  readonly traces: TraceSearch | undefined
}

const kinds = { LINE_TIME_SERIES: 'lines', AREA_TIME_SERIES: 'areas', BAR_TIME_SERIES: 'bars' } as const
const anyMetric = { measure: 'count', agg: 'count' } as const
const legendHeight = 28

/** The answer to a widget's question as it wants to be drawn. */
export function WidgetChart(props: WidgetChartProps) {
  switch (props.question.chartType) {
    case 'LINE_TIME_SERIES':
    case 'AREA_TIME_SERIES':
    case 'BAR_TIME_SERIES':
      return <OverTime {...props} kind={kinds[props.question.chartType]} />
    case 'HORIZONTAL_BAR':
    case 'VERTICAL_BAR':
    case 'PIE':
      return <Categories {...props} />
    case 'HISTOGRAM':
      return <Distribution {...props} />
    case 'NUMBER':
      return <BigNumber {...props} />
    case 'PIVOT_TABLE':
      return <Pivot {...props} />
  }
}

type OverTimeProps = WidgetChartProps & { readonly kind: 'lines' | 'areas' | 'bars' }

function OverTime({ projectId, question, data, height, traces, kind }: OverTimeProps) {
  const navigate = useNavigate()
  const words = useWidgetWords()
  const seconds = bucketSeconds[data.granularity ?? 'day']
  const times = useTimeFormats(seconds)
  const format = useMetricFormat()(question.metrics[0] ?? anyMetric)
  const { series, points } = timeSeries(data, question, words)
  const hasLegend = series.length > 1
  /** A bucket leads to its traces. */
  const open = (time: number) =>
    void navigate({
      to: '/project/$projectId/traces',
      params: { projectId },
      search: {
        ...traces,
        from: new Date(time).toISOString(),
        to: new Date(time + seconds * 1000).toISOString(),
      },
    })
  return (
    <>
      {hasLegend && (
        <div className="h-7 overflow-hidden px-4 pt-1">
          <Legend series={series} />
        </div>
      )}
      <TimeChart
        points={points}
        series={series}
        kind={kind}
        height={height - (hasLegend ? legendHeight : 0)}
        formatValue={format.value}
        formatAxis={format.axis}
        {...times}
        {...(traces ? { onPick: open } : {})}
      />
    </>
  )
}

function Categories({ question, data, height }: WidgetChartProps) {
  const words = useWidgetWords()
  const format = useMetricFormat()(question.metrics[0] ?? anyMetric)
  const isPie = question.chartType === 'PIE'
  const shown = categories(data.rows, question, words, { inColors: isPie })
  const chart = {
    categories: shown,
    formatValue: format.value,
    formatAxis: format.axis,
    showValues: question.chartConfig.show_value_labels ?? false,
  }
  if (!isPie)
    return (
      <div style={{ height }}>
        <CategoryBars {...chart} isLying={question.chartType === 'HORIZONTAL_BAR'} />
      </div>
    )
  return (
    <div style={{ height }} className="flex items-center gap-2 pr-4">
      <div className="h-full min-w-0 flex-1">
        <CategoryPie {...chart} />
      </div>
      <div className="max-h-full w-2/5 overflow-hidden [&_li]:max-w-full">
        <Legend series={shown.slice(0, 8)} />
      </div>
    </div>
  )
}

function Distribution({ question, data, height }: WidgetChartProps) {
  const { t } = useTranslation()
  const formatOf = useMetricFormat()
  const bounds = formatOf({ ...(question.metrics[0] ?? anyMetric), agg: 'avg' })
  const counts = formatOf(anyMetric)
  return (
    <HistogramChart
      bins={bins(data.rows)}
      height={height}
      label={t('dashboard.count')}
      formatBound={bounds.value}
      formatCount={counts.value}
    />
  )
}

function BigNumber({ question, data, height }: WidgetChartProps) {
  const words = useWidgetWords()
  const metric = question.metrics[0] ?? anyMetric
  const format = useMetricFormat()(metric)
  const figure = numberOf(data.rows[0]?.values[0])
  return (
    <p style={{ height }} className="flex flex-col items-center justify-center gap-1 px-4 pb-4 text-center">
      <span className="text-3xl font-semibold tracking-tight tabular">
        {figure === null ? '–' : format.value(figure)}
      </span>
      <span className="text-xs text-ink-3">{words.metric(metric)}</span>
    </p>
  )
}

function Pivot({ label, height, ...input }: WidgetChartProps) {
  const tableOf = useWidgetTable()
  return <DataTable label={label} maxHeight={height} {...tableOf(input)} />
}
