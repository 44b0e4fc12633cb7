import type { AnalyticsStore } from '@kansoku/storage'
import type { z } from 'zod'
import { sumOf, type Timeline, timelineOf } from './buckets.ts'
import { askErrorExamples } from './error-examples.ts'
import { askErrors, type ErrorsRow } from './errors.ts'
import { dashboardScope } from './scope.ts'

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
  const rows = await askErrors(store, { ...dashboardScope.parse(scope), bucketSeconds })
  const totals = [...Map.groupBy(rows, ({ type }) => type)]
    .map(([type, ofType]) => totalOf(type, ofType))
    .sort((a, b) => b.errors - a.errors || (a.type < b.type ? -1 : 1))
  const types = await withExamples(store, scope.projectId, totals.slice(0, listedTypes))
  const points = pointsOf(
    timeline,
    rows,
    totals.map(({ type }) => type),
  )
  return { bucketSeconds, types, points }
}

interface Total extends Pick<ErrorsRow, 'type' | 'errors' | 'last_seen' | 'last_id'> {
  /** Of most of them; null where none names one. */
  readonly model: string | null
}

function totalOf(type: string, rows: readonly ErrorsRow[]): Total {
  const latest = rows.reduce((last, row) => (row.last_seen > last.last_seen ? row : last))
  const models = Map.groupBy(
    rows.filter(({ model }) => model !== null),
    ({ model }) => model,
  )
  const [most] = [...models]
    .map(([model, ofModel]) => ({ model, errors: sumOf(ofModel, ({ errors }) => errors) }))
    .sort((a, b) => b.errors - a.errors || ((a.model ?? '') < (b.model ?? '') ? -1 : 1))
  const { last_seen, last_id } = latest
  return { type, errors: sumOf(rows, ({ errors }) => errors), last_seen, last_id, model: most?.model ?? null }
}

async function withExamples(
  store: AnalyticsStore,
  projectId: string,
  totals: readonly Total[],
): Promise<ErrorType[]> {
  if (totals.length === 0) return []
  const keys = totals.map(({ last_id, last_seen }) => ({ id: last_id, start_time: last_seen }))
  const examples = await askErrorExamples(store, { projectId, keys })
  const byId = new Map(examples.map((example) => [example.id, example]))
  return totals.map(({ type, errors, last_seen, last_id, model }) => ({
    type,
    count: errors,
    lastSeen: new Date(last_seen).toISOString(),
    model,
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
