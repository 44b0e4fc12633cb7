import {
  Area,
  Bar,
  CartesianGrid,
  ComposedChart,
  Line,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'
import { axisWidth, extremesOf } from './axis-width.ts'
import { ChartTooltip } from './chart-tooltip.tsx'
import type { Series, TimePoint } from './series.ts'

export interface ChartProps {
  readonly points: readonly TimePoint[]
  readonly series: readonly Series[]
  /** Bars and areas stand on each other. */
  readonly kind: 'bars' | 'lines' | 'areas'
  /** In CSS pixels, or all of the box around it. */
  readonly height: number | '100%'
  readonly formatValue: (value: number) => string
  /** Labels of the value axis; absent: as `formatValue`. */
  readonly formatAxis?: (value: number) => string
  /** Values are counted: their axis has no fractions. */
  readonly isCount?: boolean
  readonly formatTick: (time: number) => string
  readonly formatTime: (time: number) => string
  /** Charts under the same id point at the same time together. */
  readonly syncId?: string
  readonly ticks?: number
  /** For a chart that stands over another with the same time axis. */
  readonly hideTimes?: boolean
  /** Called with the time of the bucket that was pressed. */
  readonly onPick?: (time: number) => void
}

/** A grid would measure the text of each mark for lines that it does not draw. */
const none = () => []

const tick = { fill: 'var(--ink-3)', fontSize: 11 }

interface Look {
  readonly kind: ChartProps['kind']
  readonly isLast: boolean
  /** Lines between few points are short or not there at all: the points show themselves then. */
  readonly dots: boolean
}

function mark({ key, label, color }: Series, { kind, isLast, dots }: Look) {
  const props = { dataKey: key, name: label, isAnimationActive: false } as const
  if (kind === 'bars')
    return (
      <Bar
        key={key}
        {...props}
        stackId="all"
        fill={color}
        maxBarSize={36}
        radius={isLast ? [2, 2, 0, 0] : 0}
      />
    )
  if (kind === 'areas')
    return (
      <Area
        key={key}
        {...props}
        type="monotone"
        stackId="all"
        stroke={color}
        strokeWidth={1.5}
        fill={color}
        fillOpacity={0.25}
      />
    )
  return (
    <Line
      key={key}
      {...props}
      type="monotone"
      stroke={color}
      strokeWidth={1.75}
      dot={dots ? { r: 2, fill: color, strokeWidth: 0 } : false}
      activeDot={{ r: 3 }}
      connectNulls
    />
  )
}

/** Values over time. Arrow keys move along the time axis once the chart has the focus. */
export function TimeChart(props: ChartProps) {
  const {
    points,
    series,
    kind,
    height,
    formatValue,
    formatAxis = formatValue,
    isCount = false,
    formatTick,
    formatTime,
    syncId,
    ticks = 4,
    hideTimes = false,
    onPick,
  } = props
  const dots = points.filter((point) => series.some(({ key }) => point[key] !== null)).length <= 24
  const values = extremesOf(points, series, kind !== 'lines')
  const width = axisWidth({ values, tickCount: ticks, isCount, format: formatAxis, least: 58 })
  return (
    <ResponsiveContainer width="100%" height={height}>
      <ComposedChart
        data={[...points]}
        margin={{ top: 8, right: 20, bottom: 0, left: 0 }}
        barCategoryGap="18%"
        {...(syncId ? { syncId } : {})}
        {...(onPick
          ? { onClick: ({ activeLabel }) => activeLabel !== undefined && onPick(Number(activeLabel)) }
          : {})}
        className={onPick ? '[&_.recharts-surface]:cursor-pointer' : ''}
      >
        <CartesianGrid vertical={false} verticalCoordinatesGenerator={none} stroke="var(--chart-grid)" />
        <XAxis
          dataKey="time"
          tickFormatter={formatTick}
          tick={hideTimes ? false : tick}
          height={hideTimes ? 6 : 24}
          tickLine={false}
          axisLine={{ stroke: 'var(--line)' }}
          minTickGap={44}
          interval="preserveStartEnd"
        />
        <YAxis
          width={width}
          tickCount={ticks}
          allowDecimals={!isCount}
          tickFormatter={formatAxis}
          tick={tick}
          tickLine={false}
          axisLine={false}
          interval={0}
        />
        <Tooltip
          cursor={kind === 'bars' ? { fill: 'var(--hover)', opacity: 0.6 } : { stroke: 'var(--line-strong)' }}
          isAnimationActive={false}
          content={({ active, label }) => {
            const point = points.find(({ time }) => time === Number(label))
            if (!active || !point) return null
            return (
              <ChartTooltip
                title={formatTime(point.time)}
                series={series}
                point={point}
                formatValue={formatValue}
              />
            )
          }}
        />
        {series.map((item, index) => mark(item, { kind, dots, isLast: index === series.length - 1 }))}
      </ComposedChart>
    </ResponsiveContainer>
  )
}
