import type { getTracesOverTime, RouteResponse } from '@kansoku/contracts'
import type { UseQueryResult } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import type { TraceSearch } from '../traces/trace-search.ts'
import { ChartCard } from './chart-card.tsx'
import { TimeChart } from './lazy-charts.tsx'
import { Legend } from './legend.tsx'
import type { Series } from './series.ts'
import { useTimeFormats } from './time-formats.ts'

type OverTime = RouteResponse<typeof getTracesOverTime>
type Point = OverTime['points'][number]

const rateOf = ({ traces, errors }: Point) => (traces === 0 ? null : errors / traces)

function useSeries(): { volume: Series[]; rate: Series[] } {
  const { t } = useTranslation()
  return {
    volume: [
      { key: 'ok', label: t('dashboard.withoutErrors'), color: 'var(--chart-1)' },
      { key: 'errors', label: t('dashboard.withErrors'), color: 'var(--chart-error)' },
    ],
    rate: [{ key: 'rate', label: t('dashboard.tile.errorRate'), color: 'var(--chart-error)' }],
  }
}

interface TracesCardProps {
  readonly projectId: string
  readonly query: UseQueryResult<OverTime>
  /** Which traces are counted, beside the time. */
  readonly list: TraceSearch
  readonly className?: string
}

/** The traces of a bucket, as the address of their list says it. */
const bucketSearch = (time: number, bucketSeconds: number, list: TraceSearch): TraceSearch => ({
  ...list,
  from: new Date(time).toISOString(),
  to: new Date(time + bucketSeconds * 1000).toISOString(),
})

type ChartsProps = Pick<TracesCardProps, 'projectId' | 'list'> & { readonly data: OverTime }

function Charts({ data, projectId, list }: ChartsProps) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { compact, percent } = useFormats()
  const times = useTimeFormats(data.bucketSeconds)
  const series = useSeries()
  const points = data.points.map((point) => ({
    time: Date.parse(point.time),
    ok: point.traces - point.errors,
    errors: point.errors,
    rate: rateOf(point) ?? 0,
  }))
  /** A bucket leads to its traces. */
  const open = (time: number) =>
    void navigate({
      to: '/project/$projectId/traces',
      params: { projectId },
      search: bucketSearch(time, data.bucketSeconds, list),
    })
  const both = { points, syncId: 'traces', onPick: open, ...times }
  return (
    <>
      <TimeChart
        {...both}
        series={series.volume}
        kind="bars"
        height={164}
        formatValue={compact}
        isCount
        hideTimes
      />
      <p className="px-4 text-2xs text-ink-3">{t('dashboard.tile.errorRate')}</p>
      <TimeChart {...both} series={series.rate} kind="bars" height={84} ticks={2} formatValue={percent} />
    </>
  )
}

/** Traces over time, and beneath, on the same axis, the share of them with errors. */
export function TracesCard({ projectId, query, list, className }: TracesCardProps) {
  const { t } = useTranslation()
  const { number, percent } = useFormats()
  const { formatTime } = useTimeFormats(query.data?.bucketSeconds ?? 60)
  const series = useSeries()
  return (
    <ChartCard
      title={t('dashboard.tracesOverTime')}
      actions={<Legend series={series.volume} />}
      query={query}
      height={264}
      isEmpty={({ points }) => points.every(({ traces }) => traces === 0)}
      chart={(data) => <Charts data={data} projectId={projectId} list={list} />}
      table={({ points, bucketSeconds }) => ({
        columns: [
          t('dashboard.time'),
          t('dashboard.tile.traces'),
          t('dashboard.withErrors'),
          t('dashboard.tile.errorRate'),
        ],
        rows: points.map((point) => {
          const rate = rateOf(point)
          const time = Date.parse(point.time)
          return [
            <Link
              key="time"
              to="/project/$projectId/traces"
              params={{ projectId }}
              search={bucketSearch(time, bucketSeconds, list)}
              className="hover:underline"
            >
              {formatTime(time)}
            </Link>,
            number(point.traces),
            number(point.errors),
            rate === null ? '–' : percent(rate),
          ]
        }),
      })}
      {...(className ? { className } : {})}
    />
  )
}
