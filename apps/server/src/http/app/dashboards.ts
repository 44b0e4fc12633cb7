import {
  addDashboardTile as addTileRoute,
  changeProjectDashboard as changeRoute,
  changeProjectWidget as changeWidgetRoute,
  type DashboardTile,
  deleteProjectDashboard as deleteRoute,
  getProjectDashboard as getRoute,
  getWidgetData as getWidgetDataRoute,
  importProjectDashboard as importRoute,
  listProjectDashboards as listRoute,
  listWidgetFields,
  removeDashboardTile as removeTileRoute,
} from '@kansoku/contracts'
import {
  addDashboardTile,
  changeProjectDashboard,
  changeProjectWidget,
  type Dashboard,
  type DashboardWidget,
  deleteProjectDashboard,
  getProjectDashboard,
  importProjectDashboard,
  listProjectDashboards,
  removeDashboardTile,
} from '@kansoku/platform'
import { describeMetrics, getWidgetData } from '@kansoku/query'
import type { Door } from '../../context.ts'
import { appRoute } from './app-route.ts'

/** Dashboards that people build, and what their widgets show. */
export const customDashboardRoutes: Door = (context) => async (app) => {
  app.route(
    appRoute(context, listRoute, async ({ user, params }) => {
      const { dashboards, mayChange } = await listProjectDashboards(context, { userId: user.id, ...params })
      return { dashboards: dashboards.map(presentListed), mayChange }
    }),
  )
  app.route(
    appRoute(context, importRoute, ({ user, params, body }) =>
      importProjectDashboard(context, { userId: user.id, ...params, document: body }),
    ),
  )
  app.route(
    appRoute(context, getRoute, async ({ user, params }) => {
      const { dashboard, owner, widgets, mayChange } = await getProjectDashboard(context, {
        userId: user.id,
        ...params,
      })
      const tiles = dashboard.placements.map((placement) => presentTile(placement, widgets))
      return { ...presentHead({ ...dashboard, owner }), filters: dashboard.filters, tiles, mayChange }
    }),
  )
  app.route(
    appRoute(context, changeRoute, async ({ user, params, body }) => {
      await changeProjectDashboard(context, { userId: user.id, ...params, changes: body })
      return {}
    }),
  )
  app.route(
    appRoute(context, deleteRoute, async ({ user, params }) => {
      await deleteProjectDashboard(context, { userId: user.id, ...params })
      return {}
    }),
  )
  app.route(
    appRoute(context, addTileRoute, ({ user, params, body: { widget, ...size } }) =>
      addDashboardTile(context, { userId: user.id, ...params, widget, size }),
    ),
  )
  app.route(
    appRoute(context, removeTileRoute, async ({ user, params }) => {
      await removeDashboardTile(context, { userId: user.id, ...params })
      return {}
    }),
  )
  app.route(
    appRoute(context, changeWidgetRoute, async ({ user, params, body }) => {
      await changeProjectWidget(context, { userId: user.id, ...params, widget: body })
      return {}
    }),
  )
  app.route(
    appRoute(context, getWidgetDataRoute, ({ params, query: { query } }) =>
      getWidgetData(context.analytics, { ...params, ...query }),
    ),
  )
  app.route(appRoute(context, listWidgetFields, async () => ({ views: describeMetrics() })))
}

type Owned = Dashboard & { readonly owner: string | null }

function presentHead({ id, name, description, owner, createdBy, createdAt, updatedAt }: Owned) {
  const times = { createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() }
  return { id, name, description, owner, isOfKey: createdBy === null, ...times }
}

function presentListed(dashboard: Owned) {
  return { ...presentHead(dashboard), tileCount: dashboard.placements.length }
}

function presentTile(
  placement: Dashboard['placements'][number],
  widgets: ReadonlyMap<string, DashboardWidget>,
): DashboardTile {
  const { id, x, y, width, height } = placement
  const widget = placement.type === 'widget' ? widgets.get(placement.widgetId) : undefined
  const presetId = placement.type === 'preset' ? placement.presetId : null
  return { id, x, y, width, height, widget: widget ? presentWidget(widget) : null, presetId }
}

function presentWidget(widget: DashboardWidget): NonNullable<DashboardTile['widget']> {
  const { id, name, description, view, dimensions, metrics, filters, chartType, chartConfig } = widget
  return { id, name, description, view, dimensions, metrics, filters, chartType, chartConfig }
}
