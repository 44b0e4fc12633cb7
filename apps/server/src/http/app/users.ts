import {
  getUserActivity as getActivityRoute,
  getProjectUser as getUserRoute,
  listProjectUsers as listUsersRoute,
} from '@kansoku/contracts'
import { describeUsers, getUserActivity, listUsers } from '@kansoku/query'
import type { Door } from '../../context.ts'
import { appRoute } from './app-route.ts'
import { presentUser } from './present-group.ts'
import { withFormerKeys } from './with-former-keys.ts'

/** Users that traces name, as the web UI shows them. */
export const userRoutes: Door = (context) => async (app) => {
  const { analytics } = context

  app.route(
    appRoute(context, listUsersRoute, async ({ params, query }) => {
      const { page, limit, ...selection } = await withFormerKeys(context, params.projectId, query)
      const offset = (page - 1) * limit
      const { users, totalItems } = await listUsers(analytics, { ...params, ...selection, limit, offset })
      const totalPages = Math.ceil(totalItems / limit)
      return { rows: users.map(presentUser), page, limit, totalItems, totalPages }
    }),
  )

  app.route(
    appRoute(context, getUserRoute, async ({ params: { projectId, userId }, query }) => {
      const [user] = await describeUsers(analytics, { projectId, ...query, userIds: [userId] })
      return { user: user ? presentUser(user) : null }
    }),
  )

  app.route(
    appRoute(context, getActivityRoute, ({ params, query }) =>
      getUserActivity(analytics, { ...params, ...query }),
    ),
  )
}
