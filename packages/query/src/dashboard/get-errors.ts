import type { AnalyticsStore } from '@kansoku/storage'
import type { z } from 'zod'
import { type Timeline, timelineOf } from './buckets.ts'
import { askErrors, type ErrorsRow } from './errors.ts'
import type { dashboardScope } from './scope.ts'

const listedTypes = 100
const chartedTypes = 10
const otherTypes = 'other'

export interface ErrorType {
  readonly type: string
  readonly count: number
  readonly lastSeen: string
  /** The model that fails with it most often. */
  readonly model: string | null
  readonly exampleMessage: string
  readonly exampleTraceId: string
}

export interface Errors {
  readonly bucketSeconds: number
  readonly types: ErrorType[]
  readonly points: { time: string; type: string; count: number }[]
}

/** Classes of errors, the most frequent first, and their course over time without gaps; beyond ten as `other`. */
export async function getErrors(
  store: AnalyticsStore,
  scope: z.input<typeof dashboardScope>,
): Promise<Errors> {
  const timeline = timelineOf(scope)
  const { bucketSeconds } = timeline
  const rows = await askErrors(store, { ...scope, bucketSeconds })
  const types = rows
    .filter(({ by_bucket }) => !by_bucket)
    .map(toErrorType)
    .sort((a, b) => b.count - a.count || (a.type < b.type ? -1 : 1))
  const perBucket = rows.filter(({ by_bucket }) => by_bucket)
  return { bucketSeconds, types: types.slice(0, listedTypes), points: pointsOf(timeline, perBucket, types) }
}

function toErrorType({ type, errors, last_seen, models, example }: ErrorsRow): ErrorType {
  const [exampleMessage, exampleTraceId] = example
  return {
    type,
    count: errors,
    lastSeen: last_seen,
    model: models[0] ?? null,
    exampleMessage,
    exampleTraceId,
  }
}

function pointsOf(
  { times }: Timeline,
  rows: readonly ErrorsRow[],
  types: readonly ErrorType[],
): Errors['points'] {
  const charted = types.slice(0, chartedTypes).map(({ type }) => type)
  const series = types.length > chartedTypes ? [...charted, otherTypes] : charted
  const counts = new Map<string, number>()
  for (const { type, bucket, errors } of rows) {
    const key = `${bucket} ${charted.includes(type) ? type : otherTypes}`
    counts.set(key, (counts.get(key) ?? 0) + errors)
  }
  return times.flatMap((time) =>
    series.map((type) => ({ time, type, count: counts.get(`${Date.parse(time) / 1000} ${type}`) ?? 0 })),
  )
}
