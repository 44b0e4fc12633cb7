import {
  changeTableView as changeRoute,
  createTableView as createRoute,
  deleteTableView as deleteRoute,
  listTableViews as listRoute,
  setDefaultTableView as setDefaultRoute,
  type TableView,
} from '@kansoku/contracts'
import {
  changeTableView,
  createTableView,
  deleteTableView,
  type ListedTableView,
  listTableViews,
  setDefaultTableView,
} from '@kansoku/platform'
import type { Door } from '../../context.ts'
import { appRoute } from './app-route.ts'

/** What people have set lists to, under names. */
export const tableViewRoutes: Door = (context) => async (app) => {
  app.route(
    appRoute(context, listRoute, async ({ user, params }) => {
      const { views, defaults, mayShare } = await listTableViews(context, { userId: user.id, ...params })
      return { views: views.map(presentView), defaults, mayShare }
    }),
  )
  app.route(
    appRoute(context, createRoute, ({ user, params, body }) =>
      createTableView(context, { userId: user.id, ...params, view: body }),
    ),
  )
  app.route(
    appRoute(context, changeRoute, async ({ user, params, body }) => {
      await changeTableView(context, { userId: user.id, ...params, changes: body })
      return {}
    }),
  )
  app.route(
    appRoute(context, deleteRoute, async ({ user, params }) => {
      await deleteTableView(context, { userId: user.id, ...params })
      return {}
    }),
  )
  app.route(
    appRoute(context, setDefaultRoute, async ({ user, params, body: { for: holder, isDefault } }) => {
      await setDefaultTableView(context, { userId: user.id, ...params, holder, isDefault })
      return {}
    }),
  )
}

function presentView(view: ListedTableView): TableView {
  const { id, name, isShared, mayChange, owner, search, layout } = view
  return { id, name, isShared, mayChange, owner, search, layout }
}
