import type { DashboardWidgetDraft, WidgetData } from '@kansoku/contracts'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ChartCard } from '../dashboard/chart-card.tsx'
import { tracesBehind } from './trace-links.ts'
import { useWidgetWords } from './use-widget-words.ts'
import { WidgetChart } from './widget-chart.tsx'
import { type WidgetScope, widgetDataQuery } from './widget-query.ts'
import { useWidgetTable } from './widget-table.tsx'

interface WidgetCardProps {
  readonly scope: WidgetScope
  readonly widget: DashboardWidgetDraft
  /** Of the whole card, in CSS pixels. */
  readonly height: number
  readonly actions?: ReactNode
}

/** Of a card: its head, and what `ChartCard` leaves free below the chart. */
const around = 48 + 12 + 2
const isEmpty = ({ rows }: WidgetData) => rows.every(({ values }) => values.every((value) => value === null))

/** A widget with its answer, and the same as a table. */
export function WidgetCard({ scope, widget, height, actions }: WidgetCardProps) {
  const tableOf = useWidgetTable()
  const query = useQuery(widgetDataQuery(scope, widget))
  const { projectId, range, filters } = scope
  const traces = tracesBehind(widget.view, { range, filters: [...widget.filters, ...filters] })
  const room = height - around
  return (
    <ChartCard
      title={widget.name}
      note={<WidgetNote widget={widget} data={query.data} />}
      actions={actions}
      query={query}
      height={room}
      isEmpty={isEmpty}
      chart={(data) => (
        <WidgetChart
          projectId={projectId}
          label={widget.name}
          question={widget}
          data={data}
          height={room}
          traces={traces}
        />
      )}
      {...(widget.chartType === 'PIVOT_TABLE'
        ? {}
        : { table: (data: WidgetData) => tableOf({ data, question: widget, projectId, traces }) })}
      className="h-full overflow-hidden [&>header]:flex-nowrap [&>header>div:last-child]:shrink-0 [&_h2]:truncate"
    />
  )
}

interface WidgetNoteProps {
  readonly widget: DashboardWidgetDraft
  readonly data: WidgetData | undefined
}

function WidgetNote({ widget, data }: WidgetNoteProps) {
  const { t } = useTranslation()
  const words = useWidgetWords()
  const ignored = data?.ignoredFilters ?? []
  const notes = [
    ...(ignored.length > 0
      ? [t('widgets.ignored', { columns: ignored.map(words.field).join(t('widgets.listJoin')) })]
      : []),
    ...(data?.isCut ? [t('widgets.cut')] : []),
    ...(data && data.omittedGroups > 0 ? [t('widgets.omitted', { count: data.omittedGroups })] : []),
    ...(widget.description ? [widget.description] : []),
  ]
  const text = notes.join(' · ')
  return <span title={text}>{text}</span>
}
