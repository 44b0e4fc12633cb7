import {
  createModel as createRoute,
  deleteModel as deleteRoute,
  getModel as getRoute,
  listModels as listRoute,
} from '@kansoku/contracts'
import { createModel, deleteModel, getModel, listModels } from '@kansoku/platform'
import type { Door } from '../../context.ts'
import { presentModel } from '../present-model.ts'
import { offsetOf, pageMeta } from './page-meta.ts'
import { publicRoute } from './public-route.ts'

/** Models and their prices. */
export const modelRoutes: Door = (context) => async (app) => {
  app.route(
    publicRoute(context, createRoute, async ({ principal: { projectId }, body }) =>
      presentModel(await createModel(context, { projectId, model: body })),
    ),
  )

  app.route(
    publicRoute(context, listRoute, async ({ principal: { projectId }, query }) => {
      const { limit } = query
      const { models, totalItems } = await listModels(context, { projectId, limit, offset: offsetOf(query) })
      return { data: models.map(presentModel), meta: pageMeta(query, totalItems) }
    }),
  )

  app.route(
    publicRoute(context, getRoute, async ({ principal: { projectId }, params: { id } }) =>
      presentModel(await getModel(context, { projectId, id })),
    ),
  )

  app.route(
    publicRoute(context, deleteRoute, async ({ principal: { projectId }, params: { id } }) => {
      await deleteModel(context, { projectId, id })
      return { message: 'Model successfully deleted' as const }
    }),
  )
}
