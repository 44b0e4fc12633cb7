import { type MetricsAggregation, metricsAggregations } from '@kansoku/contracts'
import type { Column, ColumnKind } from '../filters/column.ts'
import type { Binder } from '../sql/binder.ts'
import type { ProjectScope } from '../sql/scope.ts'

/** Both bounds are inclusive. */
export interface MetricsScope extends ProjectScope {
  readonly from: string
  readonly to: string
}

/** What may be joined to the rows of a view: at most one row for each, so that nothing counts twice. */
export type Relation = 'trace' | 'observation' | 'statistics' | 'scores'

/** Pairs of key and value in a map of the row; a question can spread out one map. */
export type Pairs = 'cost' | 'usage'

export interface Dimension {
  readonly kind: Extract<ColumnKind, 'text' | 'number' | 'flag' | 'texts'>
  readonly sql: string
  /** Joined table that `sql` reads. */
  readonly needs?: Relation
  /** Each item of the list is a group of its own. */
  readonly unnest?: true
  readonly pairs?: Pairs
  /** Groups without bound: only as a top list, where a generation has that rule. */
  readonly highCardinality?: true
}

export interface Measure {
  /** Value of one row; null where the row has none. */
  readonly sql: string
  /** Texts can only be counted. */
  readonly type: 'integer' | 'decimal' | 'number' | 'string'
  readonly needs?: Relation
  /** The dimension without which the value does not exist; it is added to the question. */
  readonly requires?: string
  /** What `count` and `uniq` count the distinct values of, instead. */
  readonly identity?: string
}

/** One table of facts: all that a question may name, each with its SQL. Users' texts never reach this SQL. */
export interface View {
  readonly table: 'traces' | 'observations' | 'scores'
  readonly time: 'timestamp' | 'start_time'
  /** Which rows of the table belong to the view. */
  readonly where?: string
  readonly dimensions: Readonly<Record<string, Dimension>>
  readonly measures: Readonly<Record<string, Measure>>
  /** Other columns that only filters may name. */
  readonly filters: (scope: MetricsScope, bind: Binder) => Readonly<Record<string, Column>>
}

export interface PlannedDimension {
  readonly name: string
  readonly dimension: Dimension
}

export interface PlannedMetric {
  /** Its name in the answer. */
  readonly key: string
  readonly aggregation: MetricsAggregation
  readonly measure: Measure
}

export function aggregationsOf({ type }: Measure): readonly MetricsAggregation[] {
  return type === 'string' ? ['count', 'uniq'] : metricsAggregations
}
