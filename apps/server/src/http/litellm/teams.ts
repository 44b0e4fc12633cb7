import {
  addTeamModels,
  blockTeam,
  createTeam,
  deleteTeams,
  getTeamInfo,
  type HolderChanges,
  KansokuError,
  listTeamPage,
  listTeams,
  type NamedMember,
  removeTeamModels,
  type TeamChanges,
  unblockTeam,
  updateTeam,
} from '@kansoku/contracts'
import {
  createGatewayTeam,
  deleteHolders,
  getGatewayKey,
  getHolder,
  listGatewayKeys,
  listHolders,
  listTeamMembers,
  updateHolder,
} from '@kansoku/platform'
import type { Door, ServerContext } from '../../context.ts'
import { asSeenBy } from './as-seen-by.ts'
import type { ManagementCaller } from './caller.ts'
import { managementRoute } from './management-route.ts'
import { presentMemberships, presentTeams } from './present-holders.ts'
import { presentKeys } from './present-key.ts'
import { presentOne } from './present-one.ts'

/** LiteLLM answers these lists whole. */
const mostListed = 1000
const kind = 'team' as const

/** Teams: limits and models that keys share. */
export const teamRoutes: Door = (context) => async (app) => {
  const update = async (wish: Omit<Parameters<typeof updateHolder>[1], 'kind'>) =>
    presentOne(presentTeams, context, await updateHolder(context, { kind, ...wish }))

  app.route(
    managementRoute(context, createTeam, async ({ body, caller }) => {
      const { team_id: id, members_with_roles = [], admins = [], members = [], ...wish } = body
      const named: readonly NamedMember[] = [
        ...(members_with_roles ?? []),
        ...(admins ?? []).map((user_id) => ({ user_id, role: 'admin' as const })),
        ...(members ?? []).map((user_id) => ({ user_id, role: 'user' as const })),
      ]
      const wished = { id, changes: changesOf(wish), members: named, by: caller.id }
      return presentOne(presentTeams, context, await createGatewayTeam(context, wished))
    }),
  )

  app.route(
    managementRoute(context, updateTeam, async ({ body: { team_id: id, ...wish }, caller }) => {
      return { team_id: id, data: await update({ id, changes: changesOf(wish), by: caller.id }) }
    }),
  )

  app.route(
    managementRoute(context, deleteTeams, async ({ body: { team_ids: ids } }) => {
      const deleted = await deleteHolders(context, { kind, ids })
      return { deleted_teams: deleted.map(({ id }) => id) }
    }),
  )

  for (const [route, blocked] of [
    [blockTeam, true],
    [unblockTeam, false],
  ] as const) {
    app.route(
      managementRoute(context, route, async ({ body: { team_id: id }, caller }) =>
        update({ id, changes: { blocked }, by: caller.id }),
      ),
    )
  }

  app.route(
    managementRoute(context, addTeamModels, async ({ body: { team_id: id, models }, caller }) => {
      const changes = (stored: { models: readonly string[] }) => ({
        models: [...new Set([...stored.models, ...models])],
      })
      return update({ id, changes, by: caller.id })
    }),
  )

  app.route(
    managementRoute(context, removeTeamModels, async ({ body: { team_id: id, models }, caller }) => {
      const changes = (stored: { models: readonly string[] }) => withoutModels(stored.models, models)
      return update({ id, changes, by: caller.id })
    }),
  )

  app.route(
    managementRoute(
      context,
      getTeamInfo,
      async ({ query, caller }) => {
        const id = await teamToShow(context, query.team_id, caller)
        const [row, { keys }, members] = await Promise.all([
          getHolder(context, { kind, id }),
          listGatewayKeys(context, { teamId: id, limit: mostListed, offset: 0 }),
          listTeamMembers(context, { teamIds: [id] }),
        ])
        return {
          team_id: id,
          // A key sees what its team may do, and neither where its calls are told of nor the other keys.
          team_info: await presentOne(presentTeams, context, asSeenBy(caller, row)),
          keys: caller.kind === 'admin' ? await presentKeys(context, keys) : [],
          team_memberships: caller.kind === 'admin' ? await presentMemberships(context, members) : [],
        }
      },
      { openToKeys: true },
    ),
  )

  app.route(
    managementRoute(context, listTeams, async ({ query }) => {
      const { holders } = await listHolders(context, { ...selectionOf(query), limit: mostListed })
      return presentTeams(context, holders)
    }),
  )

  app.route(
    managementRoute(context, listTeamPage, async ({ query }) => {
      const { page, page_size } = query
      const wanted = { ...selectionOf(query), limit: page_size, offset: (page - 1) * page_size }
      const { holders, totalItems } = await listHolders(context, wanted)
      return {
        teams: await presentTeams(context, holders),
        total: totalItems,
        page,
        page_size,
        total_pages: Math.ceil(totalItems / page_size),
      }
    }),
  )
}

function changesOf(wish: TeamChanges): HolderChanges {
  const { team_alias, organization_id, model_aliases, metadata, ...others } = wish
  const { budget_id, object_permission, team_member_permissions, ...rest } = others
  return {
    ...rest,
    alias: team_alias,
    organizationId: organization_id,
    modelAliases: model_aliases,
    // Unlike that of users, it is not taken away by null.
    metadata: metadata ?? undefined,
    budgetId: budget_id,
    objectPermission: object_permission,
    memberPermissions: team_member_permissions,
  }
}

/** No models at all would mean all of them. */
function withoutModels(stored: readonly string[], models: readonly string[]): HolderChanges {
  const left = stored.filter((model) => !models.includes(model))
  if (left.length === 0 && stored.length > 0) {
    throw new KansokuError(
      'invalid_request',
      'A team without models may use all of them. Block the team, or leave it one.',
    )
  }
  return { models: left }
}

function selectionOf(query: {
  user_id?: string | undefined
  organization_id?: string | undefined
  team_alias?: string | undefined
}) {
  const { user_id: memberId, organization_id: organizationId, team_alias: alias } = query
  return { kind, memberId, organizationId, alias }
}

/** A key may see its own team, and those that its user is in; any other is not there. */
async function teamToShow(
  context: ServerContext,
  named: string | undefined,
  caller: ManagementCaller,
): Promise<string> {
  if (caller.kind === 'admin') {
    if (named !== undefined) return named
    throw new KansokuError('invalid_request', 'Name a team: /team/info?team_id=…')
  }
  const { teamId, userId } = await getGatewayKey(context, { key: caller.hash })
  const id = named ?? teamId
  if (id !== null && (id === teamId || (await isIn(context, { teamId: id, userId })))) return id
  throw new KansokuError('not_found', `Team not found, passed team id: ${named ?? ''}`)
}

async function isIn(
  context: ServerContext,
  { teamId, userId }: { readonly teamId: string; readonly userId: string | null },
): Promise<boolean> {
  if (userId === null) return false
  const [membership] = await listTeamMembers(context, { teamIds: [teamId], userIds: [userId] })
  return membership !== undefined
}
