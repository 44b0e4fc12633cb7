import {
  addProjectMember as addRoute,
  changeProjectMember as changeRoute,
  inviteMemberAgain as inviteRoute,
  listProjectMembers as listRoute,
  removeProjectMember as removeRoute,
} from '@kansoku/contracts'
import {
  addProjectMember,
  changeProjectMember,
  inviteMemberAgain,
  listProjectMembers,
  removeProjectMember,
} from '@kansoku/platform'
import type { Door } from '../../context.ts'
import { appRoute } from './app-route.ts'

/** Who is in the organisation of a project, and in the project. */
export const memberRoutes: Door = (context) => async (app) => {
  app.route(
    appRoute(context, listRoute, async ({ user, params }) => {
      const { members, mayGrant, mayGrantInProject } = await listProjectMembers(context, {
        userId: user.id,
        ...params,
      })
      return { members: [...members], mayGrant: [...mayGrant], mayGrantInProject: [...mayGrantInProject] }
    }),
  )
  app.route(
    appRoute(context, addRoute, ({ user, params, body }) =>
      addProjectMember(context, { userId: user.id, ...params, ...body }),
    ),
  )
  app.route(
    appRoute(context, inviteRoute, ({ user, params }) =>
      inviteMemberAgain(context, { ...named(params), userId: user.id }),
    ),
  )
  app.route(
    appRoute(context, changeRoute, async ({ user, params, body }) => {
      await changeProjectMember(context, { ...named(params), userId: user.id, ...body })
      return {}
    }),
  )
  app.route(
    appRoute(context, removeRoute, async ({ user, params }) => {
      await removeProjectMember(context, { ...named(params), userId: user.id })
      return {}
    }),
  )
}

/** In a path the user is the member; in a verb it is who acts. */
function named({ projectId, userId }: { projectId: string; userId: string }) {
  return { projectId, memberId: userId }
}
