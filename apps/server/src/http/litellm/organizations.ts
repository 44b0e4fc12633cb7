import {
  createOrganization,
  deleteOrganizations,
  getOrganizationInfo,
  type HolderChanges,
  listOrganizations,
  type OrganizationChanges,
  updateOrganization,
} from '@kansoku/contracts'
import {
  createHolder,
  deleteHolders,
  getHolder,
  listHolders,
  listOrganizationMembers,
  updateHolder,
} from '@kansoku/platform'
import type { Door } from '../../context.ts'
import { managementRoute } from './management-route.ts'
import { presentOrganizationMembers } from './organization-members.ts'
import { presentOrganizations } from './present-holders.ts'
import { presentOne } from './present-one.ts'

const mostListed = 1000
const kind = 'organization' as const

/** Organisations: limits and models that teams share. */
export const organizationRoutes: Door = (context) => async (app) => {
  app.route(
    managementRoute(context, createOrganization, async ({ body, caller }) => {
      const { organization_id: id, ...wish } = body
      const row = await createHolder(context, { kind, id, changes: changesOf(wish), by: caller.id })
      return presentOne(presentOrganizations, context, row)
    }),
  )

  app.route(
    managementRoute(context, updateOrganization, async ({ body, caller }) => {
      const { organization_id: id, ...wish } = body
      const row = await updateHolder(context, { kind, id, changes: changesOf(wish), by: caller.id })
      return presentOne(presentOrganizations, context, row)
    }),
  )

  app.route(
    managementRoute(context, deleteOrganizations, async ({ body: { organization_ids: ids } }) =>
      presentOrganizations(context, await deleteHolders(context, { kind, ids })),
    ),
  )

  app.route(
    managementRoute(context, getOrganizationInfo, async ({ query: { organization_id: id } }) => {
      const [row, { holders }, members] = await Promise.all([
        getHolder(context, { kind, id }),
        listHolders(context, { kind: 'team', organizationId: id, limit: mostListed }),
        listOrganizationMembers(context, { organizationId: id }),
      ])
      return {
        ...(await presentOne(presentOrganizations, context, row)),
        teams: holders.map((team) => team.id),
        members: await presentOrganizationMembers(context, members),
      }
    }),
  )

  app.route(
    managementRoute(context, listOrganizations, async () => {
      const { holders } = await listHolders(context, { kind, limit: mostListed })
      return presentOrganizations(context, holders)
    }),
  )
}

function changesOf({ organization_alias, budget_id, ...rest }: OrganizationChanges): HolderChanges {
  return { ...rest, alias: organization_alias, budgetId: budget_id }
}
