import {
  addOrganizationMembers as addRoute,
  type OrganizationMembership,
  removeOrganizationMember as removeRoute,
  updateOrganizationMember as updateRoute,
} from '@kansoku/contracts'
import {
  addOrganizationMembers,
  listHolders,
  listOrganizationMembers,
  type OrganizationMember,
  removeOrganizationMember,
  updateOrganizationMember,
} from '@kansoku/platform'
import { getSpendSums } from '@kansoku/query'
import type { Door, ServerContext } from '../../context.ts'
import { managementRoute } from './management-route.ts'
import { presentUsers } from './present-holders.ts'

/** Users in organisations. */
export const organizationMemberRoutes: Door = (context) => async (app) => {
  app.route(
    managementRoute(context, addRoute, async ({ body, caller }) => {
      const { organization_id: organizationId, member } = body
      const members = Array.isArray(member) ? member : [member]
      const userIds = await addOrganizationMembers(context, { organizationId, members, by: caller.id })
      const limit = userIds.length
      const [{ holders }, added] = await Promise.all([
        listHolders(context, { kind: 'user', ids: userIds, limit }),
        listOrganizationMembers(context, { organizationId, userIds }),
      ])
      // They came at one time.
      const inOrder = added.toSorted((a, b) => userIds.indexOf(a.userId) - userIds.indexOf(b.userId))
      return {
        organization_id: organizationId,
        updated_users: await presentUsers(context, holders),
        updated_organization_memberships: await presentOrganizationMembers(context, inOrder),
      }
    }),
  )

  app.route(
    managementRoute(
      context,
      updateRoute,
      async ({ body: { organization_id: organizationId, role, ...user } }) => {
        const userId = await updateOrganizationMember(context, { organizationId, user, role })
        const members = await listOrganizationMembers(context, { organizationId, userIds: [userId] })
        return presentOnly(await presentOrganizationMembers(context, members))
      },
    ),
  )

  app.route(
    managementRoute(context, removeRoute, async ({ body: { organization_id: organizationId, ...user } }) => {
      const { user_id, user_email } = user
      const all = await listOrganizationMembers(context, { organizationId })
      const shown = await presentOrganizationMembers(
        context,
        all.filter(({ userId, email }) => (user_id ? userId === user_id : email === user_email)),
      )
      await removeOrganizationMember(context, { organizationId, user })
      return presentOnly(shown)
    }),
  )
}

/** With what the calls of each cost within the organisation. */
export async function presentOrganizationMembers(
  { analytics }: ServerContext,
  members: readonly OrganizationMember[],
): Promise<OrganizationMembership[]> {
  const organization = [...new Set(members.map(({ organizationId }) => organizationId))]
  const user = members.map(({ userId }) => userId)
  const sums =
    members.length === 0 ? [] : await getSpendSums(analytics, { only: { organization, user }, by: ['user'] })
  const spend = new Map(sums.map((sum) => [sum.of.user, sum.spend]))
  return members.map(({ organizationId, userId, email, role, createdAt }) => ({
    user_id: userId,
    user_email: email,
    organization_id: organizationId,
    user_role: role,
    spend: spend.get(userId) ?? 0,
    created_at: createdAt.toISOString(),
  }))
}

function presentOnly([membership]: readonly OrganizationMembership[]): OrganizationMembership {
  if (!membership) throw new Error('a membership that was found is not there')
  return membership
}
