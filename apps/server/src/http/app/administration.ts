import {
  createProject as createRoute,
  deleteProject as deleteRoute,
  getProjectAdministration as getRoute,
  renameOrganization as renameOrganizationRoute,
  renameProject as renameRoute,
} from '@kansoku/contracts'
import {
  createProject,
  deleteProject,
  getProjectAdministration,
  renameOrganization,
  renameProject,
} from '@kansoku/platform'
import type { Door } from '../../context.ts'
import { purgeProjectsJob } from '../../jobs/purge-projects.ts'
import { appRoute } from './app-route.ts'

/** The project itself, and its organisation. */
export const administrationRoutes: Door = (context) => async (app) => {
  app.route(
    appRoute(context, getRoute, ({ user, params }) =>
      getProjectAdministration(context, { userId: user.id, ...params }),
    ),
  )
  app.route(
    appRoute(context, renameRoute, async ({ user, params, body }) => {
      await renameProject(context, { userId: user.id, ...params, ...body })
      return {}
    }),
  )
  app.route(
    appRoute(context, deleteRoute, async ({ user, params, body }) => {
      await deleteProject(context, { userId: user.id, ...params, ...body })
      await context.jobs.enqueue(purgeProjectsJob, {}, { key: params.projectId })
      return {}
    }),
  )
  app.route(
    appRoute(context, renameOrganizationRoute, async ({ user, params, body }) => {
      await renameOrganization(context, { userId: user.id, ...params, ...body })
      return {}
    }),
  )
  app.route(
    appRoute(context, createRoute, ({ user, params, body }) =>
      createProject(context, { userId: user.id, ...params, ...body }),
    ),
  )
}
