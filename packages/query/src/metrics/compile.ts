import type { FilterCondition } from '@kansoku/contracts'
import type { Binder } from '../sql/binder.ts'
import { inProject } from '../sql/scope.ts'
import { aggregate } from './aggregation.ts'
import { compileConditions, dimensionOf } from './conditions.ts'
import { bucketNumber } from './granularity.ts'
import { bucketAlias, dimensionAlias, metricAlias } from './order.ts'
import type { MetricsPlan } from './plan.ts'
import { joinSql } from './relations.ts'
import type { Dimension, MetricsScope, Pairs, View } from './view.ts'

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
  const selected = [
    ...Object.entries(groups).map(([alias, sql]) => `${sql} AS ${alias}`),
    ...plan.metrics.map(
      ({ aggregation, measure }, index) =>
        `${aggregate(aggregation, measure, plan.bins)} AS ${metricAlias(index)}`,
    ),
  ]
  const clauses = [
    `SELECT ${selected.join(', ')}`,
    `FROM ${view.table} FINAL`,
    ...relationsOf(plan, selection.filters).map((relation) => joinSql(view.table, relation, selection, bind)),
    ...spreadPairs(plan),
    `WHERE ${whereOf(view, selection, bind)}`,
  ]
  if (Object.keys(groups).length > 0) clauses.push(`GROUP BY ${Object.keys(groups).join(', ')}`)
  if (order.length > 0) {
    clauses.push(`ORDER BY ${order.map(({ alias, direction }) => `${alias} ${direction}`).join(', ')}`)
  }
  return [...clauses, `LIMIT ${bind.count(selection.limit)}`].join('\n  ')
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

function relationsOf({ view, dimensions, metrics }: MetricsPlan, filters: readonly FilterCondition[]) {
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

function whereOf(view: View, selection: MetricsSelection, bind: Binder): string {
  const parts = [
    inProject(selection, bind),
    `${view.time} >= ${bind.instant(selection.from)}`,
    `${view.time} <= ${bind.instant(selection.to)}`,
    ...(view.where ? [view.where] : []),
  ]
  if (selection.filters.length > 0) {
    parts.push(compileConditions(selection.filters, view, selection, bind))
  }
  return parts.join(' AND ')
}
