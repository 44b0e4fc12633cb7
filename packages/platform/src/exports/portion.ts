import type { Answer, TraceHead } from '@kansoku/query'

/** Where a row stands: in the order in which rows are read, the newest first. */
export interface RowKey {
  readonly id: string
  /** With microseconds. */
  readonly time: string
  readonly traceId: string
}

/** Some rows as the store answered: to read them takes time, which a thread of its own has. */
export type Portion = TracePortion | ObservationPortion

export interface TracePortion {
  readonly table: 'traces'
  readonly keys: readonly RowKey[]
  readonly records: Answer
  readonly statistics: Answer
  readonly scores: Answer
}

export interface ObservationPortion {
  readonly table: 'observations'
  readonly keys: readonly RowKey[]
  readonly records: Answer
  /** Of their traces. */
  readonly heads: readonly TraceHead[]
}
