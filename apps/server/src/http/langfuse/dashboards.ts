import {
  addDashboardPlacement as addPlacementRoute,
  createDashboard as createRoute,
  deleteDashboardPlacement as deletePlacementRoute,
  deleteDashboard as deleteRoute,
  getDashboard as getRoute,
  listDashboards as listRoute,
  type PublicDashboard,
  updateDashboardPlacement as updatePlacementRoute,
  updateDashboard as updateRoute,
} from '@kansoku/contracts'
import {
  addDashboardPlacement,
  createDashboard,
  type Dashboard,
  deleteDashboard,
  deleteDashboardPlacement,
  getDashboard,
  listDashboards,
  updateDashboard,
  updateDashboardPlacement,
} from '@kansoku/platform'
import type { Door } from '../../context.ts'
import { offsetOf, pageMeta } from './page-meta.ts'
import { publicRoute } from './public-route.ts'
import { renderUnstableError } from './unstable-errors.ts'

/** Dashboards and where widgets stand on them. */
export const dashboardRoutes: Door = (context) => async (app) => {
  app.setErrorHandler(renderUnstableError)
  app.route(
    publicRoute(context, listRoute, async ({ principal: { projectId }, query }) => {
      const page = { projectId, limit: query.limit, offset: offsetOf(query) }
      const { dashboards, totalItems } = await listDashboards(context, page)
      return { data: dashboards.map(presentDashboard), meta: pageMeta(query, totalItems) }
    }),
  )
  app.route(
    publicRoute(context, createRoute, async ({ principal: { projectId }, body }) =>
      presentDashboard(await createDashboard(context, { projectId, dashboard: body })),
    ),
  )
  app.route(
    publicRoute(context, getRoute, async ({ principal: { projectId }, params }) =>
      presentDashboard(await getDashboard(context, { projectId, ...params })),
    ),
  )
  app.route(
    publicRoute(context, updateRoute, async ({ principal: { projectId }, params, body }) =>
      presentDashboard(await updateDashboard(context, { projectId, ...params, changes: body })),
    ),
  )
  app.route(
    publicRoute(context, deleteRoute, async ({ principal: { projectId }, params }) => {
      await deleteDashboard(context, { projectId, ...params })
      return { message: 'Dashboard successfully deleted' }
    }),
  )
  app.route(
    publicRoute(context, addPlacementRoute, ({ principal: { projectId }, params, body }) =>
      addDashboardPlacement(context, { projectId, ...params, placement: body }),
    ),
  )
  app.route(
    publicRoute(context, updatePlacementRoute, ({ principal: { projectId }, params, body }) =>
      updateDashboardPlacement(context, { projectId, ...params, changes: body }),
    ),
  )
  app.route(
    publicRoute(context, deletePlacementRoute, async ({ principal: { projectId }, params }) => {
      await deleteDashboardPlacement(context, { projectId, ...params })
      return { message: 'Dashboard placement successfully deleted' }
    }),
  )
}

function presentDashboard(dashboard: Dashboard): PublicDashboard {
  return {
    id: dashboard.id,
    createdAt: dashboard.createdAt.toISOString(),
    updatedAt: dashboard.updatedAt.toISOString(),
    name: dashboard.name,
    description: dashboard.description,
    definition: { widgets: [...dashboard.placements] },
    filters: dashboard.filters,
  }
}
