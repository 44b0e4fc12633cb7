import {
  createScoreConfig as createRoute,
  getScoreConfig as getRoute,
  listScoreConfigs as listRoute,
  updateScoreConfig as updateRoute,
} from '@kansoku/contracts'
import { createScoreConfig, getScoreConfig, listScoreConfigs, updateScoreConfig } from '@kansoku/platform'
import type { Door } from '../../context.ts'
import { presentScoreConfig } from '../present-score-config.ts'
import { offsetOf, pageMeta } from './page-meta.ts'
import { publicRoute } from './public-route.ts'

/** What scores may be. */
export const scoreConfigRoutes: Door = (context) => async (app) => {
  app.route(
    publicRoute(context, createRoute, async ({ principal: { projectId }, body }) =>
      presentScoreConfig(await createScoreConfig(context, { projectId, config: body })),
    ),
  )

  app.route(
    publicRoute(context, listRoute, async ({ principal: { projectId }, query }) => {
      const page = { projectId, limit: query.limit, offset: offsetOf(query) }
      const { configs, totalItems } = await listScoreConfigs(context, page)
      return { data: configs.map(presentScoreConfig), meta: pageMeta(query, totalItems) }
    }),
  )

  app.route(
    publicRoute(context, getRoute, async ({ principal: { projectId }, params }) =>
      presentScoreConfig(await getScoreConfig(context, { projectId, ...params })),
    ),
  )

  app.route(
    publicRoute(context, updateRoute, async ({ principal: { projectId }, params, body }) =>
      presentScoreConfig(await updateScoreConfig(context, { projectId, ...params, changes: body })),
    ),
  )
}
