export type { AnalyticsStore, Lane, Question } from './analytics/store.ts'
export type {
  Entity,
  EventPartRow,
  Instant,
  ObservationRow,
  ScoreRow,
  TraceRow,
} from './analytics/tables/rows.ts'
