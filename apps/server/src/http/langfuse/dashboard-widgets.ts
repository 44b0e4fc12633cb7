import {
  createDashboardWidget as createRoute,
  deleteDashboardWidget as deleteRoute,
  getDashboardWidget as getRoute,
  listDashboardWidgets as listRoute,
  type PublicDashboardWidget,
  updateDashboardWidget as updateRoute,
} from '@kansoku/contracts'
import {
  createDashboardWidget,
  type DashboardWidget,
  deleteDashboardWidget,
  getDashboardWidget,
  listDashboardWidgets,
  updateDashboardWidget,
} from '@kansoku/platform'
import type { Door } from '../../context.ts'
import { offsetOf, pageMeta } from './page-meta.ts'
import { publicRoute } from './public-route.ts'
import { renderUnstableError } from './unstable-errors.ts'

/** Charts, to be placed on dashboards. */
export const dashboardWidgetRoutes: Door = (context) => async (app) => {
  app.setErrorHandler(renderUnstableError)
  app.route(
    publicRoute(context, listRoute, async ({ principal: { projectId }, query }) => {
      const page = { projectId, limit: query.limit, offset: offsetOf(query) }
      const { widgets, totalItems } = await listDashboardWidgets(context, page)
      return { data: widgets.map(presentWidget), meta: pageMeta(query, totalItems) }
    }),
  )
  app.route(
    publicRoute(context, createRoute, async ({ principal: { projectId }, body }) =>
      presentWidget(await createDashboardWidget(context, { projectId, widget: body })),
    ),
  )
  app.route(
    publicRoute(context, getRoute, async ({ principal: { projectId }, params }) =>
      presentWidget(await getDashboardWidget(context, { projectId, ...params })),
    ),
  )
  app.route(
    publicRoute(context, updateRoute, async ({ principal: { projectId }, params, body }) =>
      presentWidget(await updateDashboardWidget(context, { projectId, ...params, changes: body })),
    ),
  )
  app.route(
    publicRoute(context, deleteRoute, async ({ principal: { projectId }, params }) => {
      await deleteDashboardWidget(context, { projectId, ...params })
      return { message: 'Dashboard widget successfully deleted' }
    }),
  )
}

function presentWidget(widget: DashboardWidget): PublicDashboardWidget {
  return {
    id: widget.id,
    createdAt: widget.createdAt.toISOString(),
    updatedAt: widget.updatedAt.toISOString(),
    name: widget.name,
    description: widget.description,
    view: widget.view,
    dimensions: widget.dimensions,
    metrics: widget.metrics,
    filters: widget.filters,
    chartType: widget.chartType,
    chartConfig: widget.chartConfig,
  }
}
