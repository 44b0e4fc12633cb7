import type { MetricsAggregation, WidgetData } from '@kansoku/contracts'

type Row = WidgetData['rows'][number]

/** As many as a chart has colours. */
const mostGroups = 8

/** Parts of these are parts of the whole: a sum of groups means something. */
const additive: ReadonlySet<MetricsAggregation> = new Set(['count', 'sum'])

/**
 * The rows of the groups that are largest over the whole range, by the sum of their first figure, or by its largest value where
 * it is no part of a whole. Where every figure adds up, those of the
 * others follow as one group, whose `of` is null.
 */
export function keepLargestGroups(
  rows: readonly Row[],
  aggregations: readonly MetricsAggregation[],
): { readonly rows: Row[]; readonly omittedGroups: number } {
  const sizes = new Map<string, number>()
  const [first] = aggregations
  const isPart = first === undefined || additive.has(first)
  for (const row of rows) {
    const before = sizes.get(keyOf(row))
    const size = sizeOf(row)
    sizes.set(keyOf(row), before === undefined ? size : isPart ? before + size : Math.max(before, size))
  }
  const ranked = [...sizes].sort(([, a], [, b]) => b - a).map(([key]) => key)
  const kept = new Set(ranked.slice(0, mostGroups))
  const omitted = rows.filter((row) => !kept.has(keyOf(row)))
  const rest = aggregations.every((aggregation) => additive.has(aggregation)) ? addUp(omitted) : []
  return {
    rows: [...rows.filter((row) => kept.has(keyOf(row))), ...rest],
    omittedGroups: ranked.length - kept.size,
  }
}

const keyOf = ({ of }: Row) => JSON.stringify(of)
const numberOf = (value: Row['values'][number] | undefined) => (typeof value === 'number' ? value : 0)
const sizeOf = ({ values }: Row) => numberOf(values[0])

function addUp(rows: readonly Row[]): Row[] {
  const sums = new Map<string | null, number[]>()
  for (const { time, values } of rows) {
    const before = sums.get(time)
    sums.set(
      time,
      values.map((value, index) => numberOf(value) + (before?.[index] ?? 0)),
    )
  }
  return [...sums].map(([time, values]) => ({ time, of: null, values }))
}
