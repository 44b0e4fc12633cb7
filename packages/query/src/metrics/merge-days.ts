import type { MetricsAggregation } from '@kansoku/contracts'
import { histogramOf, mergeSketches, quantilesOf, type Sketch } from '../days/sketch.ts'
import { quantiles } from './aggregation.ts'
import { bucketAlias, countAlias, dimensionAlias, metricAlias, type OrderTerm } from './order.ts'
import type { MetricsPlan } from './plan.ts'
import type { MetricsCells } from './present.ts'
import { isDistribution, spansPieces } from './spans-pieces.ts'

/** Groups of several days and hours as one statement over all of them would answer them, in the order of the plan. */
export function mergeDays(plan: MetricsPlan, rows: readonly MetricsCells[], limit: number): MetricsCells[] {
  const merged = spansPieces(plan) ? mergeGroups(plan, rows) : rows
  return merged.toSorted(comparing(plan.order)).slice(0, limit)
}

function mergeGroups(plan: MetricsPlan, rows: readonly MetricsCells[]): readonly MetricsCells[] {
  const aliases = [...plan.dimensions.map((_, index) => dimensionAlias(index)), bucketAlias]
  const groups = Map.groupBy(rows, (row) => JSON.stringify(aliases.map((alias) => row[alias] ?? null)))
  return [...groups.values()].map((pieces) => mergeGroup(plan, pieces))
}

function mergeGroup({ metrics, bins }: MetricsPlan, pieces: readonly MetricsCells[]): MetricsCells {
  const group: Record<string, unknown> = { ...pieces[0] }
  for (const [index, { aggregation }] of metrics.entries()) {
    const cells = pieces.map((piece) => piece[metricAlias(index)])
    const counts = pieces.map((piece) => Number(piece[countAlias(index)] ?? 0))
    group[metricAlias(index)] = isDistribution(aggregation)
      ? distribution(aggregation, mergeSketches(cells as Sketch[]), bins)
      : mergeValues(aggregation, cells.map(numberOf), counts)
  }
  return group
}

function distribution(aggregation: MetricsAggregation, sketch: Sketch, bins: number): unknown {
  if (aggregation === 'histogram') return histogramOf(sketch, bins)
  return quantilesOf(sketch, [quantiles[aggregation as keyof typeof quantiles]])[0]
}

/** Absent values say nothing; where all are, so is the result. */
function mergeValues(
  aggregation: MetricsAggregation,
  values: readonly (number | null)[],
  counts: readonly number[],
): number | null {
  const present = values.filter((value) => value !== null)
  if (present.length === 0) return null
  switch (aggregation) {
    case 'min':
      return Math.min(...present)
    case 'max':
      return Math.max(...present)
    case 'avg': {
      const total = values.reduce<number>((sum, value, day) => sum + (value ?? 0) * (counts[day] ?? 0), 0)
      return total / counts.reduce((sum, count) => sum + count, 0)
    }
    default:
      return present.reduce((sum, value) => sum + value, 0)
  }
}

const numberOf = (cell: unknown): number | null => (cell === null || cell === undefined ? null : Number(cell))

/** As the engine sorts: texts by their bytes, what is absent last in either direction. */
function comparing(order: readonly OrderTerm[]): (a: MetricsCells, b: MetricsCells) => number {
  return (a, b) => {
    for (const { alias, direction } of order) {
      const difference = compareCells(alias, a[alias] ?? null, b[alias] ?? null, direction === 'asc' ? 1 : -1)
      if (difference !== 0) return difference
    }
    return 0
  }
}

function compareCells(alias: string, a: unknown, b: unknown, sign: 1 | -1): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null)
  // Decimals arrive as text.
  if (alias.startsWith('m') || typeof a === 'number') return sign * (Number(a) - Number(b))
  return sign * compareTexts(a, b)
}

/** Lists item by item, a list before those that go on. */
function compareTexts(a: unknown, b: unknown): number {
  if (!Array.isArray(a) || !Array.isArray(b)) {
    return Buffer.compare(Buffer.from(String(a)), Buffer.from(String(b)))
  }
  const items = a.slice(0, b.length).map((item, index) => compareTexts(item, b[index]))
  return items.find((difference) => difference !== 0) ?? a.length - b.length
}
