import {
  addProjectScoreConfig as addConfigRoute,
  addModelDefinition as addModelRoute,
  changeProjectScoreConfig as changeConfigRoute,
  changeModelDefinition as changeModelRoute,
  listProjectScoreConfigs as listConfigsRoute,
  listModelDefinitions as listModelsRoute,
  matchModelDefinition as matchRoute,
  removeModelDefinition as removeModelRoute,
} from '@kansoku/contracts'
import {
  addModelDefinition,
  addProjectScoreConfig,
  changeModelDefinition,
  changeProjectScoreConfig,
  listModelDefinitions,
  listProjectScoreConfigs,
  matchModel,
  removeModelDefinition,
} from '@kansoku/platform'
import type { Door } from '../../context.ts'
import { presentModel } from '../present-model.ts'
import { presentScoreConfig } from '../present-score-config.ts'
import { appRoute } from './app-route.ts'

/** What a project defines: models with their prices, and what scores may be. */
export const definitionRoutes: Door = (context) => async (app) => {
  app.route(
    appRoute(context, listModelsRoute, async ({ user, params }) => {
      const { models, mayChange } = await listModelDefinitions(context, { userId: user.id, ...params })
      return { models: models.map(presentModel), mayChange }
    }),
  )
  app.route(
    appRoute(context, addModelRoute, async ({ user, params, body }) =>
      presentModel(await addModelDefinition(context, { userId: user.id, ...params, model: body })),
    ),
  )
  app.route(
    appRoute(context, changeModelRoute, async ({ user, params, body }) =>
      presentModel(await changeModelDefinition(context, { userId: user.id, ...params, model: body })),
    ),
  )
  app.route(
    appRoute(context, removeModelRoute, async ({ user, params }) => {
      await removeModelDefinition(context, { userId: user.id, ...params })
      return {}
    }),
  )
  app.route(
    appRoute(context, matchRoute, ({ user, params, body }) =>
      matchModel(context, { userId: user.id, ...params, ...body }),
    ),
  )
  app.route(
    appRoute(context, listConfigsRoute, async ({ user, params }) => {
      const { configs, mayChange } = await listProjectScoreConfigs(context, { userId: user.id, ...params })
      return { configs: configs.map(presentScoreConfig), mayChange }
    }),
  )
  app.route(
    appRoute(context, addConfigRoute, async ({ user, params, body }) =>
      presentScoreConfig(await addProjectScoreConfig(context, { userId: user.id, ...params, config: body })),
    ),
  )
  app.route(
    appRoute(context, changeConfigRoute, async ({ user, params, body }) =>
      presentScoreConfig(
        await changeProjectScoreConfig(context, { userId: user.id, ...params, changes: body }),
      ),
    ),
  )
}
