import {
  getUsageBy as getUsageByRoute,
  getUsageOverTime as getUsageOverTimeRoute,
  getUsageTotals as getUsageTotalsRoute,
  nameUsage as nameUsageRoute,
  type UsageDimension,
} from '@kansoku/contracts'
import { listReplacedKeys } from '@kansoku/platform'
import { getUsageBy, getUsageOverTime, getUsageTotals } from '@kansoku/query'
import type { Door, ServerContext } from '../../context.ts'
import { appRoute } from './app-route.ts'
import { namesOf } from './name-usage.ts'

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
      const replacedKeys = await replacedIn(context, projectId, dimension)
      const { rows, hasMore } = await getUsageBy(analytics, {
        projectId,
        by: dimension,
        replacedKeys,
        ...query,
      })
      const ids = rows.map(({ id }) => id)
      const nameOf = await namesOf(context, { userId: user.id, projectId }, dimension, ids)
      return { rows: rows.map((row) => ({ ...row, ...nameOf(row.id) })), hasMore }
    }),
  )

  app.route(
    appRoute(context, getUsageOverTimeRoute, async ({ user, params: { projectId, dimension }, query }) => {
      const replacedKeys = await replacedIn(context, projectId, dimension)
      const answer = await getUsageOverTime(analytics, { projectId, by: dimension, replacedKeys, ...query })
      const ids = [...new Set(answer.points.map(({ id }) => id))]
      const named = ids.filter((id) => id !== null)
      const nameOf = await namesOf(context, { userId: user.id, projectId }, dimension, named)
      return { ...answer, series: ids.map((id) => (id === null ? { id, name: null } : nameOf(id))) }
    }),
  )

  app.route(
    appRoute(context, nameUsageRoute, async ({ user, params: { projectId, dimension }, query: { id } }) => {
      const nameOf = await namesOf(context, { userId: user.id, projectId }, dimension, id)
      return { names: id.map((one) => ({ ...nameOf(one), id: one })) }
    }),
  )
}

/** A key that was replaced has calls under several hashes, and counts as one. */
async function replacedIn(context: ServerContext, projectId: string, dimension: UsageDimension) {
  return dimension === 'key' ? listReplacedKeys(context, { projectId }) : {}
}
