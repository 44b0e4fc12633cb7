import { MiddleCut } from '../../ui/middle-cut.tsx'
import type { Series, TimePoint } from './series.ts'
import { Swatch } from './swatch.tsx'

interface ChartTooltipProps {
  readonly title: string
  readonly series: readonly Series[]
  readonly point: TimePoint
  readonly formatValue: (value: number) => string
}

/** What a chart says at one place; series without a value there are left out. */
export function ChartTooltip({ title, series, point, formatValue }: ChartTooltipProps) {
  const rows = series.flatMap((item) => {
    const value = point[item.key]
    return value === null || value === undefined ? [] : [{ ...item, value }]
  })
  const told = series.length > 4 ? rows.filter(({ value }) => value !== 0) : rows
  return (
    <div className="max-w-72 rounded-lg bg-surface px-3 py-2 text-xs shadow-floating">
      <p className="mb-1 font-medium text-ink">{title}</p>
      {told.map(({ key, label, color, value }) => (
        <p key={key} className="flex items-center gap-2 text-ink-2">
          <Swatch color={color} />
          <span className="min-w-0 flex-1">
            <MiddleCut text={label} />
          </span>
          <span className="pl-3 font-medium text-ink tabular">{formatValue(value)}</span>
        </p>
      ))}
    </div>
  )
}
