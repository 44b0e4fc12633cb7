import type { WidgetData, WidgetQuestion } from '@kansoku/contracts'
import type { Category } from '../dashboard/category-charts.tsx'
import type { Series, TimePoint } from '../dashboard/series.ts'

interface Words {
  readonly metric: (metric: WidgetQuestion['metrics'][number]) => string
  readonly aggregation: (metric: WidgetQuestion['metrics'][number]) => string
  readonly group: (of: WidgetData['rows'][number]['of']) => string
}

const colors = [1, 2, 3, 4, 5, 6, 7, 8].map((number) => `var(--chart-${number})`)
const restColor = 'var(--chart-other)'
const colorOf = (rank: number, isRest: boolean) => (isRest ? restColor : (colors[rank] ?? restColor))
const additive = new Set(['count', 'sum', 'uniq'])

type Figure = WidgetData['rows'][number]['values'][number]
export const numberOf = (figure: Figure | undefined) => (typeof figure === 'number' ? figure : null)

/** Seconds of a bucket, as far as labels of a time axis care. */
export const bucketSeconds = {
  minute: 60,
  hour: 3_600,
  day: 86_400,
  week: 604_800,
  month: 2_592_000,
} as const

/** Lines, areas or stacks over time: one for each group and metric. Where nothing was, sums are nought and others nothing. */
export function timeSeries(
  { times, rows }: Pick<WidgetData, 'times' | 'rows'>,
  { dimensions, metrics }: Pick<WidgetQuestion, 'dimensions' | 'metrics'>,
  words: Words,
): { readonly series: Series[]; readonly points: TimePoint[] } {
  const groups = dimensions.length === 0 ? [JSON.stringify([])] : rankGroups(rows)
  const kinds = groups.flatMap((group) => metrics.map((metric, index) => ({ group, metric, index })))
  const nameOf = areOfOneMeasure(metrics) ? words.aggregation : words.metric
  const keyOf = (group: string, index: number) => `${index} ${group}`
  const series = kinds.map(({ group, metric, index }, rank) => {
    const names = [
      ...(dimensions.length > 0 ? [words.group(JSON.parse(group))] : []),
      ...(metrics.length > 1 || dimensions.length === 0 ? [nameOf(metric)] : []),
    ]
    const color = colorOf(rank, group === 'null')
    return { key: keyOf(group, index), label: names.join(' · '), color }
  })
  const empty = Object.fromEntries(
    kinds.map(({ group, metric, index }) => [keyOf(group, index), additive.has(metric.agg) ? 0 : null]),
  )
  const points = new Map(times.map((time) => [time, { ...empty }]))
  for (const { time, of, values } of rows) {
    const point = points.get(time ?? '')
    if (!point) continue
    for (const index of metrics.keys()) point[keyOf(JSON.stringify(of), index)] = numberOf(values[index])
  }
  return { series, points: [...points].map(([time, values]) => ({ ...values, time: Date.parse(time) })) }
}

/** Percentiles of one measure need not repeat its name. */
function areOfOneMeasure(metrics: WidgetQuestion['metrics']): boolean {
  return metrics.length > 1 && new Set(metrics.map(({ measure }) => measure)).size === 1
}

/** The largest first, and the rest last. */
function rankGroups(rows: WidgetData['rows']): string[] {
  const sizes = new Map<string, number>()
  for (const { of, values } of rows) {
    const key = JSON.stringify(of)
    sizes.set(key, (sizes.get(key) ?? 0) + (numberOf(values[0]) ?? 0))
  }
  const ranked = [...sizes].sort(([, a], [, b]) => b - a).map(([key]) => key)
  return [...ranked.filter((key) => key !== 'null'), ...ranked.filter((key) => key === 'null')]
}

/** Bars, or slices of a pie, in the order of the answer; those without a figure are left out. */
export function categories(
  rows: WidgetData['rows'],
  { metrics }: Pick<WidgetQuestion, 'metrics'>,
  words: Pick<Words, 'metric' | 'group'>,
  { inColors }: { readonly inColors: boolean },
): Category[] {
  return rows.flatMap(({ of, values }, rank) => {
    const value = numberOf(values[0])
    const label = of?.length === 0 && metrics[0] ? words.metric(metrics[0]) : words.group(of)
    const color = inColors ? colorOf(rank, false) : 'var(--chart-1)'
    return value === null ? [] : [{ key: `${rank} ${JSON.stringify(of)}`, label, color, value }]
  })
}

export function bins(rows: WidgetData['rows']) {
  const [first] = rows
  const found = first?.values.find((value) => Array.isArray(value))
  return (found ?? []).map(([from, to, count]) => ({ from, to, count }))
}

/** Rows of a table in the order that its reader asked for, or else as they came. */
export function sortedRows(
  rows: WidgetData['rows'],
  { dimensions, metrics, chartConfig }: Pick<WidgetQuestion, 'dimensions' | 'metrics' | 'chartConfig'>,
): WidgetData['rows'] {
  const { defaultSort } = chartConfig
  if (!defaultSort) return rows
  const sign = defaultSort.order === 'ASC' ? 1 : -1
  const dimension = dimensions.findIndex(({ field }) => field === defaultSort.column)
  if (dimension >= 0) {
    const text = (row: WidgetData['rows'][number]) => String(row.of?.[dimension] ?? '')
    return [...rows].sort((a, b) => sign * text(a).localeCompare(text(b)))
  }
  const metric = metrics.findIndex(({ measure, agg }) => `${agg}_${measure}` === defaultSort.column)
  const figure = (row: WidgetData['rows'][number]) => numberOf(row.values[metric]) ?? 0
  return metric < 0 ? rows : [...rows].sort((a, b) => sign * (figure(a) - figure(b)))
}
