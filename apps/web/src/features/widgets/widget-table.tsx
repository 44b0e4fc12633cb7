import type { WidgetData, WidgetQuestion } from '@kansoku/contracts'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { DataTableProps } from '../dashboard/data-table.tsx'
import { useTimeFormats } from '../dashboard/time-formats.ts'
import type { TraceSearch } from '../traces/trace-search.ts'
import { tracesOfGroup } from './trace-links.ts'
import { useMetricFormat, useWidgetWords } from './use-widget-words.ts'
import { bins, bucketSeconds, numberOf, sortedRows, timeSeries } from './widget-series.ts'

interface TableInput {
  readonly data: WidgetData
  readonly question: WidgetQuestion
  readonly projectId: string
  /** The traces behind all of it. */
  readonly traces: TraceSearch | undefined
}

/** The figures of a widget in rows and columns, as it is read aloud and taken along. */
export function useWidgetTable() {
  const { t } = useTranslation()
  const words = useWidgetWords()
  const formatOf = useMetricFormat()
  const formatTimes = { minute: useTimeFormats(60), day: useTimeFormats(86_400) }

  const ofTimes = ({ data, question }: TableInput) => {
    const { series, points } = timeSeries(data, question, words)
    const isDays = data.granularity !== null && bucketSeconds[data.granularity] >= bucketSeconds.day
    const { formatTime } = isDays ? formatTimes.day : formatTimes.minute
    const format = formatOf(question.metrics[0] ?? { measure: 'count', agg: 'count' }).value
    return {
      columns: [t('dashboard.time'), ...series.map(({ label }) => label)],
      rows: points.map((point) => [
        formatTime(point.time),
        ...series.map(({ key }) => shown(point[key] ?? null, format)),
      ]),
    }
  }
  const ofBins = ({ data, question }: TableInput) => {
    const [metric] = question.metrics
    const format = metric ? formatOf({ ...metric, agg: 'avg' }).value : String
    return {
      columns: [metric ? words.measure(metric.measure) : '', t('dashboard.count')],
      rows: bins(data.rows).map(({ from, to, count }) => [
        `${format(from)} – ${format(to)}`,
        Math.round(count),
      ]),
    }
  }
  const ofGroups = ({ data, question, projectId, traces }: TableInput) => {
    const { dimensions, metrics } = question
    const fields = dimensions.map(({ field }) => words.field(field))
    return {
      names: Math.max(1, fields.length),
      columns: [...(fields.length > 0 ? fields : [t('widgets.all')]), ...metrics.map(words.metric)],
      rows: sortedRows(data.rows, question).map(({ of, values }) => [
        ...namesOf(of).map((name, index) => {
          const search = index === 0 ? tracesOfGroup(traces, dimensions, of) : undefined
          return search ? (
            <Link
              key={name}
              to="/project/$projectId/traces"
              params={{ projectId }}
              search={search}
              className="hover:underline"
            >
              {name}
            </Link>
          ) : (
            name
          )
        }),
        ...metrics.map((metric, index) => shown(numberOf(values[index]), formatOf(metric).value)),
      ]),
    }
  }
  const namesOf = (of: WidgetData['rows'][number]['of']) =>
    of && of.length > 0 ? of.map(words.value) : [t('widgets.all')]

  return (input: TableInput): Omit<DataTableProps, 'label'> => {
    if (input.data.granularity) return ofTimes(input)
    return input.question.chartType === 'HISTOGRAM' ? ofBins(input) : ofGroups(input)
  }
}

function shown(figure: number | null, format: (value: number) => string): ReactNode {
  return figure === null ? '–' : format(figure)
}

/** The same for other programs: names as people read them, figures as they are. */
export function useWidgetExport() {
  const words = useWidgetWords()
  return (data: WidgetData, question: WidgetQuestion) => {
    if (question.chartType === 'HISTOGRAM') {
      return [['from', 'to', 'count'], ...bins(data.rows).map(({ from, to, count }) => [from, to, count])]
    }
    const time = data.granularity ? ['time'] : []
    const head = [...time, ...question.dimensions.map(({ field }) => words.field(field))]
    const rows = data.rows.map(({ time: at, of, values }) => [
      ...(at === null ? [] : [at]),
      ...(of ? of.map(words.value) : question.dimensions.map(() => words.group(null))),
      ...values.map((value) => numberOf(value) ?? ''),
    ])
    return [[...head, ...question.metrics.map(words.metric)], ...rows]
  }
}
