import type { getUsageOverTime, RouteResponse } from '@kansoku/contracts'
import type { Series, TimePoint } from '../dashboard/series.ts'
import type { UsageMeasure } from './usage-search.ts'

export type UsageOverTime = RouteResponse<typeof getUsageOverTime>
type Id = string | null

const palette = [1, 2, 3, 4, 5, 6, 7, 8].map((number) => `var(--chart-${number})`)
const rest = 'var(--chart-other)'

/** Ids of a chart, the most expensive first and all others at the end. */
function rankedIds({ points }: UsageOverTime): Id[] {
  const spend = new Map<Id, number>()
  const calls = new Map<Id, number>()
  for (const point of points) {
    spend.set(point.id, (spend.get(point.id) ?? 0) + point.spend)
    calls.set(point.id, (calls.get(point.id) ?? 0) + point.calls)
  }
  const more = (sums: ReadonlyMap<Id, number>, a: Id, b: Id) => (sums.get(b) ?? 0) - (sums.get(a) ?? 0)
  return [...spend.keys()].sort(
    (a, b) => Number(a === null) - Number(b === null) || more(spend, a, b) || more(calls, a, b),
  )
}

/** Colours by rank, so that one thing has the same colour whatever is measured, and in the table beside the chart. */
export function usageColors(data: UsageOverTime): (id: Id) => string {
  const colors = new Map(rankedIds(data).map((id, rank) => [id, palette[rank]]))
  return (id) => (id === null ? undefined : colors.get(id)) ?? rest
}

/** The stacks of the chart: one row per time, one column for each series. */
export function usageChart(
  data: UsageOverTime,
  measure: UsageMeasure,
  nameOf: (named: UsageOverTime['series'][number]) => string,
): { points: TimePoint[]; series: Series[] } {
  const ids = rankedIds(data)
  const colorOf = usageColors(data)
  const keys = new Map(ids.map((id, rank) => [id, `series${rank}`]))
  const empty = Object.fromEntries([...keys.values()].map((key) => [key, 0]))
  const rows = new Map(data.times.map((time) => [Date.parse(time), { ...empty } as Record<string, number>]))
  for (const point of data.points) {
    const row = rows.get(Date.parse(point.time))
    if (row) row[keys.get(point.id) ?? ''] = point[measure]
  }
  const named = new Map(data.series.map((one) => [one.id, one]))
  return {
    points: [...rows].map(([time, values]) => ({ ...values, time })),
    series: ids.map((id) => ({
      key: keys.get(id) ?? '',
      label: nameOf(named.get(id) ?? { id, name: null }),
      color: colorOf(id),
    })),
  }
}
