import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { axisWidth } from './axis-width.ts'
import { ChartTooltip } from './chart-tooltip.tsx'

export interface Bin {
  readonly from: number
  readonly to: number
  readonly count: number
}

export interface HistogramProps {
  readonly bins: readonly Bin[]
  readonly height: number
  readonly label: string
  readonly formatBound: (seconds: number) => string
  readonly formatCount: (count: number) => string
}

const tick = { fill: 'var(--ink-3)', fontSize: 11 }
const color = 'var(--chart-1)'

export function HistogramChart({ bins, height, label, formatBound, formatCount }: HistogramProps) {
  const values = bins.map(({ count }) => count)
  const width = axisWidth({ values, tickCount: 4, isCount: true, format: formatCount, least: 48 })
  return (
    <ResponsiveContainer width="100%" height={height}>
      <BarChart data={[...bins]} margin={{ top: 8, right: 20, bottom: 0, left: 0 }} barCategoryGap="6%">
        <CartesianGrid vertical={false} stroke="var(--chart-grid)" />
        <XAxis
          dataKey="from"
          tickFormatter={formatBound}
          tick={tick}
          tickLine={false}
          axisLine={{ stroke: 'var(--line)' }}
          minTickGap={28}
        />
        <YAxis
          width={width}
          tickCount={4}
          allowDecimals={false}
          tickFormatter={formatCount}
          tick={tick}
          tickLine={false}
          axisLine={false}
        />
        <Tooltip
          cursor={{ fill: 'var(--hover)', opacity: 0.6 }}
          isAnimationActive={false}
          content={({ active, label: from }) => {
            const bin = bins.find((item) => item.from === Number(from))
            if (!active || !bin) return null
            return (
              <ChartTooltip
                title={`${formatBound(bin.from)} – ${formatBound(bin.to)}`}
                series={[{ key: 'count', label, color }]}
                point={{ time: 0, count: bin.count }}
                formatValue={formatCount}
              />
            )
          }}
        />
        <Bar dataKey="count" name={label} fill={color} radius={[2, 2, 0, 0]} isAnimationActive={false} />
      </BarChart>
    </ResponsiveContainer>
  )
}
