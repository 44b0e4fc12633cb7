import type { AnalyticsStore } from '@kansoku/storage'
import type { z } from 'zod'
import { type Timeline, timelineOf } from './buckets.ts'
import { askErrorExamples } from './error-examples.ts'
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
  const totals = rows
    .filter(({ by_bucket }) => !by_bucket)
    .sort((a, b) => b.errors - a.errors || (a.type < b.type ? -1 : 1))
  const types = await withExamples(store, scope.projectId, totals.slice(0, listedTypes))
  const perBucket = rows.filter(({ by_bucket }) => by_bucket)
  const points = pointsOf(
    timeline,
    perBucket,
    totals.map(({ type }) => type),
  )
  return { bucketSeconds, types, points }
}

async function withExamples(
  store: AnalyticsStore,
  projectId: string,
  totals: readonly ErrorsRow[],
): Promise<ErrorType[]> {
  if (totals.length === 0) return []
  const keys = totals.map(({ last_id, last_seen }) => ({ id: last_id, start_time: last_seen }))
  const examples = await askErrorExamples(store, { projectId, keys })
  const byId = new Map(examples.map((example) => [example.id, example]))
  return totals.map(({ type, errors, last_seen, last_id, models }) => ({
    type,
    count: errors,
    lastSeen: new Date(last_seen).toISOString(),
    model: models[0] ?? null,
    exampleMessage: byId.get(last_id)?.message ?? '',
    exampleTraceId: byId.get(last_id)?.trace_id ?? '',
  }))
}

function pointsOf(
  { times }: Timeline,
  rows: readonly ErrorsRow[],
  types: readonly string[],
): Errors['points'] {
  const charted = types.slice(0, chartedTypes)
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
