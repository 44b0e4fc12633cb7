import {
  createUser,
  deleteUsers,
  filterUsers,
  getUserInfo,
  getUserInfoAlone,
  type HolderChanges,
  KansokuError,
  listRoles,
  listUsers,
  type UserChanges,
  updateUser,
  updateUsers,
} from '@kansoku/contracts'
import {
  createGatewayUser,
  deleteHolders,
  getGatewayKey,
  getHolder,
  listGatewayKeys,
  listHolders,
  listTeamMembers,
  updateHolder,
} from '@kansoku/platform'
import type { Door, ServerContext } from '../../context.ts'
import type { ManagementCaller } from './caller.ts'
import { eachForItself } from './each-for-itself.ts'
import { managementRoute } from './management-route.ts'
import { presentUsers } from './present-holders.ts'
import { presentKeys } from './present-key.ts'
import { presentOne } from './present-one.ts'

const mostListed = 1000
const kind = 'user' as const

/** Users: people and programs that keys belong to, whether they can log in or not. */
export const userRoutes: Door = (context) => async (app) => {
  app.route(
    managementRoute(context, createUser, async ({ body, caller }) => {
      const { user_id: id, teams, auto_create_key, key_alias, ...wish } = body
      const changes = changesOf({ ...wish, user_role: wish.user_role ?? 'internal_user' })
      const { row, key } = await createGatewayUser(context, {
        id,
        changes,
        teamIds: teams ?? [],
        key: auto_create_key ? { key_alias } : undefined,
        by: caller.id,
      })
      return {
        ...(await presentOne(presentUsers, context, row)),
        key: key?.key ?? null,
        token: key?.row.hash ?? null,
      }
    }),
  )

  const update = async ({ user_id, ...wish }: NamedUserChanges, by: string) => {
    const id = user_id ?? (await idOfEmail(context, wish.user_email))
    const row = await updateHolder(context, { kind, id, changes: changesOf(wish), by })
    return presentOne(presentUsers, context, row)
  }

  app.route(
    managementRoute(context, updateUser, async ({ body, caller }) => {
      const data = await update(body, caller.id)
      return { user_id: data.user_id, data }
    }),
  )

  app.route(
    managementRoute(context, updateUsers, async ({ body: { users, user_updates }, caller }) => {
      const wishes = users ?? (await allUserIds(context)).map((user_id) => ({ user_id, ...user_updates }))
      const outcomes = await eachForItself(wishes, (wish: NamedUserChanges) => update(wish, caller.id))
      const results = outcomes.map((one) => {
        const updated = 'result' in one ? one.result : null
        return {
          user_id: updated?.user_id ?? one.wish.user_id ?? null,
          user_email: updated?.user_email ?? one.wish.user_email ?? null,
          success: updated !== null,
          error: 'reason' in one ? one.reason : null,
          updated_user: updated,
        }
      })
      const successful_updates = results.filter(({ success }) => success).length
      const total_requested = results.length
      return {
        results,
        total_requested,
        successful_updates,
        failed_updates: total_requested - successful_updates,
      }
    }),
  )

  app.route(
    managementRoute(context, deleteUsers, async ({ body: { user_ids: ids } }) => {
      const deleted = await deleteHolders(context, { kind, ids })
      return { deleted_users: deleted.map(({ id }) => id) }
    }),
  )

  app.route(
    managementRoute(
      context,
      getUserInfo,
      async ({ query, caller }) => {
        const id = await userToShow(context, query.user_id, caller)
        const [row, { keys }, memberships] = await Promise.all([
          getHolder(context, { kind, id }),
          listGatewayKeys(context, { userId: id, limit: mostListed, offset: 0 }),
          listTeamMembers(context, { userIds: [id] }),
        ])
        return {
          user_id: id,
          user_info: await presentOne(presentUsers, context, row),
          keys: await presentKeys(context, keys),
          teams: memberships.map(({ teamId, role }) => ({ team_id: teamId, role })),
        }
      },
      { openToKeys: true },
    ),
  )

  app.route(
    managementRoute(
      context,
      getUserInfoAlone,
      async ({ query, caller }) => {
        const id = await userToShow(context, query.user_id, caller)
        return presentOne(presentUsers, context, await getHolder(context, { kind, id }))
      },
      { openToKeys: true },
    ),
  )

  app.route(
    managementRoute(context, filterUsers, async ({ query }) => {
      const { user_id: id, user_email: email, page, page_size: limit } = query
      const wanted = { kind, containing: { id, email }, limit, offset: (page - 1) * limit }
      const { holders } = await listHolders(context, wanted)
      return holders.map((row) => ({ user_id: row.id, user_email: row.email }))
    }),
  )

  app.route(
    managementRoute(context, listUsers, async ({ query }) => {
      const { page, page_size, user_ids, user_email: email, role } = query
      const { holders, totalItems } = await listHolders(context, {
        kind,
        ids: user_ids?.split(',').map((id) => id.trim()),
        email,
        role,
        limit: page_size,
        offset: (page - 1) * page_size,
      })
      return {
        users: await presentUsers(context, holders),
        total: totalItems,
        page,
        page_size,
        total_pages: Math.ceil(totalItems / page_size),
      }
    }),
  )

  app.route(managementRoute(context, listRoles, async () => roles))
}

const roles = {
  proxy_admin: { description: 'Manages everything', ui_label: 'Admin (All Permissions)' },
  proxy_admin_viewer: { description: 'Sees everything, changes nothing', ui_label: 'Admin (View Only)' },
  internal_user: { description: 'Calls models, sees keys and spend of its own', ui_label: 'Internal User' },
  internal_user_viewer: { description: 'Sees spend of its own', ui_label: 'Internal Viewer' },
}

function changesOf({ user_email, user_alias, user_role, budget_id, ...rest }: UserChanges): HolderChanges {
  return { ...rest, email: user_email, alias: user_alias, role: user_role, budgetId: budget_id }
}

interface NamedUserChanges extends UserChanges {
  readonly user_id?: string | null | undefined
}

async function allUserIds(context: ServerContext): Promise<string[]> {
  const { holders } = await listHolders(context, { kind, limit: mostListed })
  return holders.map(({ id }) => id)
}

async function idOfEmail(context: ServerContext, email: string | null | undefined): Promise<string> {
  if (!email) throw new KansokuError('invalid_request', 'Name a user_id or a user_email')
  const { holders } = await listHolders(context, { kind, email, limit: 1 })
  const [row] = holders
  if (row) return row.id
  throw new KansokuError('not_found', `User not found, passed user_email: ${email}`)
}

/** A key may see the user that it belongs to; another is not there. */
async function userToShow(
  context: ServerContext,
  named: string | undefined,
  caller: ManagementCaller,
): Promise<string> {
  if (caller.kind === 'admin') {
    if (named !== undefined) return named
    throw new KansokuError('invalid_request', 'Name a user: /user/info?user_id=…')
  }
  const { userId } = await getGatewayKey(context, { key: caller.hash })
  if (userId === null || (named !== undefined && named !== userId))
    throw new KansokuError('not_found', `User not found, passed user id: ${named ?? ''}`)
  return userId
}
