import {
  getUsageBy as getUsageByRoute,
  getUsageOverTime as getUsageOverTimeRoute,
  getUsageTotals as getUsageTotalsRoute,
  type RouteResponse,
  type UsageDimension,
  type UsageRow,
} from '@kansoku/contracts'
import { getUsageBy, getUsageOverTime, getUsageTotals } from '@kansoku/query'
import type { Door, ServerContext } from '../../context.ts'
import { appRoute } from './app-route.ts'
import { namesOf, type Reader } from './name-usage.ts'

/** What calls of gateways cost and used, by the ledger. */
export const usageRoutes: Door = (context) => async (app) => {
  const { analytics } = context

  app.route(
    appRoute(context, getUsageTotalsRoute, ({ params, query }) =>
      getUsageTotals(analytics, { ...params, ...query }),
    ),
  )

  app.route(
    appRoute(context, getUsageByRoute, async ({ user, params: { projectId, dimension }, query }) => {
      const rows = await getUsageBy(analytics, { projectId, by: dimension, ...query })
      const nameOf = await namesOf(
        context,
        { userId: user.id, projectId },
        dimension,
        rows.map(({ id }) => id),
      )
      return { rows: joinRows(rows.map((row) => ({ ...row, ...nameOf(row.id) }))) }
    }),
  )

  app.route(
    appRoute(context, getUsageOverTimeRoute, async ({ user, params: { projectId, dimension }, query }) => {
      const answer = await getUsageOverTime(analytics, { projectId, by: dimension, ...query })
      return namePoints(context, { userId: user.id, projectId }, dimension, answer)
    }),
  )
}

/** A key that was replaced has calls under several hashes: it is one row. */
function joinRows(rows: readonly UsageRow[]): UsageRow[] {
  return [...Map.groupBy(rows, ({ id }) => id).values()].map((own) => own.reduce(add))
}

function add(a: UsageRow, b: UsageRow): UsageRow {
  return {
    id: a.id,
    name: a.name,
    calls: a.calls + b.calls,
    failed: a.failed + b.failed,
    cacheHits: a.cacheHits + b.cacheHits,
    spend: a.spend + b.spend,
    saved: a.saved + b.saved,
    inputTokens: a.inputTokens + b.inputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    cacheReadTokens: a.cacheReadTokens + b.cacheReadTokens,
    cacheWriteTokens: a.cacheWriteTokens + b.cacheWriteTokens,
    totalTokens: a.totalTokens + b.totalTokens,
  }
}

type OverTime = Awaited<ReturnType<typeof getUsageOverTime>>

async function namePoints(
  context: ServerContext,
  reader: Reader,
  dimension: UsageDimension,
  { bucketSeconds, times, points }: OverTime,
) {
  const nameOf = await namesOf(
    context,
    reader,
    dimension,
    points.flatMap(({ id }) => id ?? []),
  )
  const named = points.map((point) => ({
    ...point,
    id: point.id === null ? null : nameOf(point.id).id,
  }))
  const series = new Map(
    points.map(({ id }) => {
      const one = id === null ? { id, name: null } : nameOf(id)
      return [one.id, one]
    }),
  )
  const joined = Map.groupBy(named, ({ time, id }) => JSON.stringify([time, id]))
  return {
    bucketSeconds,
    times,
    series: [...series.values()],
    points: [...joined.values()].map((own) => own.reduce(addPoints)),
  }
}

type Point = RouteResponse<typeof getUsageOverTimeRoute>['points'][number]

function addPoints(a: Point, b: Point): Point {
  return {
    time: a.time,
    id: a.id,
    spend: a.spend + b.spend,
    calls: a.calls + b.calls,
    tokens: a.tokens + b.tokens,
    failed: a.failed + b.failed,
  }
}
