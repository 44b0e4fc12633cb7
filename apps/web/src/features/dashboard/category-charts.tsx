import {
  Bar,
  BarChart,
  CartesianGrid,
  Cell,
  LabelList,
  Pie,
  PieChart,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'
import { axisWidth } from './axis-width.ts'
import { ChartTooltip } from './chart-tooltip.tsx'
import type { Series } from './series.ts'

/** A part of a whole, or a bar among others. */
export interface Category extends Series {
  readonly value: number
}

export interface CategoryChartProps {
  readonly categories: readonly Category[]
  readonly formatValue: (value: number) => string
  readonly formatAxis: (value: number) => string
  readonly showValues: boolean
}

const tick = { fill: 'var(--ink-3)', fontSize: 11 }
/** What fits beside a bar, in characters of which Japanese ones are two wide. */
const labelRoom = 20
const labelWidth = 140
/** The same below all bars together, and below one at least. */
const axisRoom = 70
const leastRoom = 8

/** Names of models and the like differ at their ends: what does not fit is cut from the middle. */
function shorten(label: string, room = labelRoom): string {
  const characters = [...label]
  const widthOf = (part: readonly string[]) =>
    part.reduce((width, character) => width + (/[\u2e80-\uffef]/.test(character) ? 2 : 1), 0)
  if (widthOf(characters) <= room) return label
  const start: string[] = []
  const end: string[] = []
  while (widthOf([...start, ...end]) < room - 3) {
    start.push(characters.shift() ?? '')
    end.unshift(characters.pop() ?? '')
  }
  return `${start.join('')}…${end.join('')}`
}

function useTooltip({ categories, formatValue }: CategoryChartProps) {
  return (
    <Tooltip
      cursor={{ fill: 'var(--hover)', opacity: 0.6 }}
      isAnimationActive={false}
      content={({ active, payload }) => {
        const { key } = (payload?.[0]?.payload ?? {}) as Partial<Category>
        const found = categories.find((category) => category.key === key)
        if (!active || !found) return null
        const point = { time: 0, [found.key]: found.value }
        return <ChartTooltip title={found.label} series={[found]} point={point} formatValue={formatValue} />
      }}
    />
  )
}

/** Bars of one figure each: upright, or lying where their names are long. */
export function CategoryBars(props: CategoryChartProps & { readonly isLying: boolean }) {
  const { categories, formatValue, formatAxis, showValues, isLying } = props
  const tooltip = useTooltip(props)
  const room = isLying ? labelRoom : Math.max(leastRoom, Math.floor(axisRoom / categories.length))
  const axis = { tick, tickLine: false } as const
  const names = {
    ...axis,
    dataKey: 'label',
    type: 'category',
    tickFormatter: (label: string) => shorten(label, room),
  } as const
  const values = {
    ...axis,
    type: 'number',
    axisLine: false,
    tickFormatter: formatAxis,
    tickCount: 4,
  } as const
  const figures = categories.map(({ value }) => value)
  const width = axisWidth({ values: figures, tickCount: 4, isCount: false, format: formatAxis, least: 58 })
  return (
    <ResponsiveContainer width="100%" height="100%">
      <BarChart
        data={[...categories]}
        layout={isLying ? 'vertical' : 'horizontal'}
        margin={{ top: 16, right: showValues && isLying ? 64 : 20, bottom: 4, left: 4 }}
        barCategoryGap="20%"
      >
        <CartesianGrid vertical={isLying} horizontal={!isLying} stroke="var(--chart-grid)" />
        {isLying ? (
          <XAxis {...values} />
        ) : (
          <XAxis {...names} axisLine={{ stroke: 'var(--line)' }} minTickGap={4} />
        )}
        {isLying ? (
          <YAxis {...names} width={labelWidth} axisLine={{ stroke: 'var(--line)' }} interval={0} />
        ) : (
          <YAxis {...values} width={width} />
        )}
        {tooltip}
        <Bar
          dataKey="value"
          maxBarSize={36}
          radius={isLying ? [0, 2, 2, 0] : [2, 2, 0, 0]}
          isAnimationActive={false}
        >
          {categories.map(({ key, color }) => (
            <Cell key={key} fill={color} />
          ))}
          {showValues && (
            <LabelList
              dataKey="value"
              position={isLying ? 'right' : 'top'}
              formatter={(value) => formatValue(Number(value))}
              fill="var(--ink-2)"
              fontSize={11}
            />
          )}
        </Bar>
      </BarChart>
    </ResponsiveContainer>
  )
}

/** Shares of a whole, as a ring. */
export function CategoryPie(props: CategoryChartProps) {
  const { categories, formatValue, showValues } = props
  return (
    <ResponsiveContainer width="100%" height="100%">
      <PieChart>
        <Pie
          data={[...categories]}
          dataKey="value"
          nameKey="label"
          innerRadius="55%"
          outerRadius={showValues ? '75%' : '90%'}
          stroke="var(--surface)"
          isAnimationActive={false}
          {...(showValues ? { label: ({ value }) => formatValue(Number(value)), fontSize: 11 } : {})}
        >
          {categories.map(({ key, color }) => (
            <Cell key={key} fill={color} />
          ))}
        </Pie>
        {useTooltip(props)}
      </PieChart>
    </ResponsiveContainer>
  )
}
