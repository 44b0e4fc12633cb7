import {
  createScoreConfig as createRoute,
  getScoreConfig as getRoute,
  listScoreConfigs as listRoute,
  type PublicScoreConfig,
  updateScoreConfig as updateRoute,
} from '@kansoku/contracts'
import {
  createScoreConfig,
  getScoreConfig,
  listScoreConfigs,
  type ScoreConfig,
  updateScoreConfig,
} from '@kansoku/platform'
import type { Door } from '../../context.ts'
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

function presentScoreConfig(config: ScoreConfig): PublicScoreConfig {
  return {
    id: config.id,
    name: config.name,
    createdAt: config.createdAt.toISOString(),
    updatedAt: config.updatedAt.toISOString(),
    projectId: config.projectId,
    dataType: config.dataType,
    isArchived: config.isArchived,
    minValue: config.minValue,
    maxValue: config.maxValue,
    categories: config.categories?.map(({ label, value }) => ({ label, value })) ?? null,
    description: config.description,
  }
}
