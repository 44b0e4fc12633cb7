import type { FilterCondition } from '@kansoku/contracts'
import { sketchOf } from '../days/sketch.ts'
import type { Binder } from '../sql/binder.ts'
import { inProject } from '../sql/scope.ts'
import { aggregate } from './aggregation.ts'
import { compileConditions, dimensionOf } from './conditions.ts'
import { bucketNumber } from './granularity.ts'
import { bucketAlias, countAlias, dimensionAlias, metricAlias } from './order.ts'
import type { MetricsPlan } from './plan.ts'
import { joinSql } from './relations.ts'
import { isDistribution, spansPieces } from './spans-pieces.ts'
import type { Dimension, MetricsScope, Pairs } from './view.ts'

export interface MetricsSelection extends MetricsScope {
  readonly filters: readonly FilterCondition[]
  /** Most rows that the statement returns. */
  readonly limit: number
}

const maps: Readonly<Record<Pairs, string>> = { cost: 'cost_details', usage: 'usage_details' }

/** One statement for a plan; every value of the selection is bound. */
export function compileMetrics(plan: MetricsPlan, selection: MetricsSelection, bind: Binder): string {
  const { view, order } = plan
  const groups = groupsOf(plan)
  const time = [
    `${view.time} >= ${bind.instant(selection.from)}`,
    `${view.time} <= ${bind.instant(selection.to)}`,
  ]
  const clauses = [`SELECT ${selectedOf(plan, groups)}`, ...sourceOf(plan, selection, time, bind)]
  if (Object.keys(groups).length > 0) clauses.push(`GROUP BY ${Object.keys(groups).join(', ')}`)
  if (order.length > 0) {
    clauses.push(`ORDER BY ${order.map(({ alias, direction }) => `${alias} ${direction}`).join(', ')}`)
  }
  return [...clauses, `LIMIT ${bind.count(selection.limit)}`].join('\n  ')
}

/**
 * The same groups by `piece`, SQL of a day or an hour, in no order, as `mergeDays` takes them: averages come with the
 * number of their values, distributions of groups that span several as sketches.
 */
export function compileMetricsByDay(
  plan: MetricsPlan,
  selection: Omit<MetricsSelection, 'limit'>,
  { piece, within }: { readonly piece: string; readonly within: string },
  bind: Binder,
): string {
  const groups = { piece, ...groupsOf(plan) }
  const partials = spansPieces(plan) ? partialAggregate : aggregate
  const counts = plan.metrics.flatMap(({ aggregation, measure }, index) =>
    aggregation === 'avg' ? [`count(${measure.sql}) AS ${countAlias(index)}`] : [],
  )
  return [
    `SELECT ${[selectedOf(plan, groups, partials), ...counts].join(', ')}`,
    ...sourceOf(plan, selection, [within], bind),
    `GROUP BY ${Object.keys(groups).join(', ')}`,
  ].join('\n  ')
}

const partialAggregate: typeof aggregate = (aggregation, measure, bins) =>
  isDistribution(aggregation) ? sketchOf(measure.sql) : aggregate(aggregation, measure, bins)

function selectedOf(
  plan: MetricsPlan,
  groups: Readonly<Record<string, string>>,
  toSql: typeof aggregate = aggregate,
): string {
  const metrics = plan.metrics.map(
    ({ aggregation, measure }, index) => `${toSql(aggregation, measure, plan.bins)} AS ${metricAlias(index)}`,
  )
  return [...Object.entries(groups).map(([alias, sql]) => `${sql} AS ${alias}`), ...metrics].join(', ')
}

function sourceOf(
  plan: MetricsPlan,
  selection: Omit<MetricsSelection, 'limit'>,
  time: readonly string[],
  bind: Binder,
): string[] {
  const { view } = plan
  const where = [inProject(selection, bind), ...time, ...(view.where ? [view.where] : [])]
  if (selection.filters.length > 0) where.push(compileConditions(selection.filters, view, selection, bind))
  return [
    `FROM ${view.table} FINAL`,
    ...relationsOf(plan, selection.filters).map((relation) => joinSql(view.table, relation, selection, bind)),
    ...spreadPairs(plan),
    `WHERE ${where.join(' AND ')}`,
  ]
}

/** What rows are grouped by, by alias. */
function groupsOf({ dimensions, granularity, view }: MetricsPlan): Record<string, string> {
  const groups = Object.fromEntries(
    dimensions.map(({ dimension }, index) => [dimensionAlias(index), groupSql(dimension)]),
  )
  return granularity ? { ...groups, [bucketAlias]: bucketNumber(view.time, granularity) } : groups
}

function groupSql({ sql, unnest }: Dimension): string {
  return unnest ? `arrayJoin(${sql})` : sql
}

/** Tables that are joined to those of the view. */
export function relationsOf({ view, dimensions, metrics }: MetricsPlan, filters: readonly FilterCondition[]) {
  const needs = [
    ...dimensions.map(({ dimension }) => dimension.needs),
    ...metrics.map(({ measure }) => measure.needs),
    ...filters.map((condition) => dimensionOf(condition, view)?.needs),
  ]
  return [...new Set(needs.filter((relation) => relation !== undefined))]
}

function spreadPairs({ dimensions }: MetricsPlan): string[] {
  return dimensions.flatMap(({ dimension: { pairs } }) =>
    pairs
      ? [`ARRAY JOIN mapKeys(${maps[pairs]}) AS ${pairs}_key, mapValues(${maps[pairs]}) AS ${pairs}_value`]
      : [],
  )
}
