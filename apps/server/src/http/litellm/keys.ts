import {
  blockKey,
  checkKeyHealth,
  deleteKeys,
  generateKey,
  generateServiceAccountKey,
  getKeyInfo,
  getKeyInfos,
  KansokuError,
  type KeyChanges,
  listKeyAliases as listKeyAliasesRoute,
  listKeys,
  regenerateKey,
  regenerateNamedKey,
  resetKeySpend,
  unblockKey,
  updateKey,
  updateKeys,
} from '@kansoku/contracts'
import {
  type CreatedGatewayKey,
  createGatewayKey,
  deleteGatewayKeys,
  getGatewayKey,
  hashOf,
  listGatewayKeys,
  listKeyAliases,
  regenerateGatewayKey,
  resetKeySpend as setKeySpend,
  updateGatewayKey,
} from '@kansoku/platform'
import type { Door } from '../../context.ts'
import { asSeenBy } from './as-seen-by.ts'
import { type ManagementCaller, requireAdmin } from './caller.ts'
import { eachForItself } from './each-for-itself.ts'
import { managementRoute } from './management-route.ts'
import { requireKeyChange, wishesForKey } from './member-keys.ts'
import { presentKeys } from './present-key.ts'
import { presentOne } from './present-one.ts'
import { mayInTeam, requireKeysInTeam } from './team-rights.ts'

/** Virtual keys. */
export const keyRoutes: Door = (context) => async (app) => {
  const withKey = async ({ key, row }: CreatedGatewayKey) => ({
    ...(await presentOne(presentKeys, context, row)),
    key,
    token_id: row.hash,
  })
  const regenerate = async (
    { key, new_key, ...changes }: KeyChanges & { key: string; new_key?: string | null | undefined },
    caller: ManagementCaller,
  ) =>
    withKey(
      await regenerateGatewayKey(context, { key, newKey: new_key ?? undefined, changes, by: caller.id }),
    )

  app.route(
    managementRoute(
      context,
      generateKey,
      async ({ body: { key, ...wish }, caller }) => {
        const changes = await wishesForKey(context, caller, wish)
        return withKey(await createGatewayKey(context, { changes, key: key ?? undefined, by: caller.id }))
      },
      { openToKeys: true },
    ),
  )

  app.route(
    managementRoute(context, generateServiceAccountKey, async ({ body, caller }) => {
      const { key, user_id: _none, ...rest } = body
      // LiteLLM tells such keys by this.
      const metadata = { ...rest.metadata, service_account_id: rest.key_alias ?? null }
      const changes = { ...rest, metadata }
      return withKey(await createGatewayKey(context, { changes, key: key ?? undefined, by: caller.id }))
    }),
  )

  app.route(
    managementRoute(
      context,
      updateKey,
      async ({ body: { key, ...changes }, caller }) => {
        await requireKeyChange(context, caller, key, changes)
        const row = await updateGatewayKey(context, { key, changes, by: caller.id })
        return { ...(await presentOne(presentKeys, context, asSeenBy(caller, row))), key: row.hash }
      },
      { openToKeys: true },
    ),
  )

  app.route(
    managementRoute(context, updateKeys, async ({ body: { keys }, caller }) => {
      const outcomes = await eachForItself(keys, async ({ key, ...changes }) =>
        presentOne(presentKeys, context, await updateGatewayKey(context, { key, changes, by: caller.id })),
      )
      return {
        total_requested: keys.length,
        successful_updates: outcomes.flatMap((one) =>
          'result' in one ? [{ key: one.wish.key, key_info: one.result }] : [],
        ),
        failed_updates: outcomes.flatMap((one) =>
          'reason' in one ? [{ key: one.wish.key, key_info: null, failed_reason: one.reason }] : [],
        ),
      }
    }),
  )

  app.route(
    managementRoute(
      context,
      deleteKeys,
      async ({ body, caller }) => {
        const named = { keys: body.keys ?? [], aliases: body.key_aliases ?? [] }
        if (named.aliases.length > 0) requireAdmin(caller, deleteKeys.path)
        await requireKeysInTeam(context, caller, named.keys, '/key/delete')
        return { deleted_keys: [...(await deleteGatewayKeys(context, named))] }
      },
      { openToKeys: true },
    ),
  )

  app.route(
    managementRoute(context, regenerateKey, async ({ params, body, caller }) =>
      regenerate({ ...params, ...body }, caller),
    ),
  )

  app.route(
    managementRoute(context, regenerateNamedKey, async ({ body, caller }) => regenerate(body, caller)),
  )

  app.route(
    managementRoute(context, resetKeySpend, async ({ params, body: { reset_to: to }, caller }) => {
      const { spend: before } = await presentOne(presentKeys, context, await getGatewayKey(context, params))
      if (to > before)
        throw new KansokuError(
          'invalid_request',
          `reset_to (${to}) is more than the key has spent (${before})`,
        )
      const row = await setKeySpend(context, { ...params, to, by: caller.id })
      const { token, spend, max_budget, budget_reset_at } = await presentOne(presentKeys, context, row)
      return { key_hash: token, spend, previous_spend: before, max_budget, budget_reset_at }
    }),
  )

  for (const [route, blocked, permission] of [
    [blockKey, true, '/key/block'],
    [unblockKey, false, '/key/unblock'],
  ] as const) {
    app.route(
      managementRoute(
        context,
        route,
        async ({ body: { key }, caller }) => {
          await requireKeysInTeam(context, caller, [key], permission)
          const row = await updateGatewayKey(context, { key, changes: { blocked }, by: caller.id })
          return presentOne(presentKeys, context, asSeenBy(caller, row))
        },
        { openToKeys: true },
      ),
    )
  }

  app.route(
    managementRoute(
      context,
      getKeyInfo,
      async ({ query, caller }) => {
        const row = await getGatewayKey(context, { key: keyToShow(query.key, caller) })
        const isOwn = caller.kind === 'admin' || caller.hash === row.hash
        // What one may not see is not there.
        if (!isOwn && !(await mayInTeam(context, caller, row.teamId, '/key/info')))
          throw new KansokuError('not_found', 'Key not found in database')
        return {
          key: row.hash,
          info: await presentOne(presentKeys, context, isOwn ? row : asSeenBy(caller, row)),
        }
      },
      { openToKeys: true },
    ),
  )

  app.route(
    managementRoute(context, getKeyInfos, async ({ body: { keys: named } }) => {
      const hashes = [...new Set(named.map(hashOf))]
      const { keys } = await listGatewayKeys(context, { hashes, limit: hashes.length, offset: 0 })
      return { key: keys.map(({ hash }) => hash), info: await presentKeys(context, keys) }
    }),
  )

  app.route(
    managementRoute(context, listKeyAliasesRoute, async ({ query }) => {
      const { page, size, search, team_id: teamId } = query
      const wanted = { search, teamId, limit: size, offset: (page - 1) * size }
      const { aliases, totalItems } = await listKeyAliases(context, wanted)
      const total_pages = Math.ceil(totalItems / size)
      return { aliases: [...aliases], total_count: totalItems, current_page: page, total_pages, size }
    }),
  )

  app.route(
    managementRoute(context, listKeys, async ({ query }) => {
      const { page, size, user_id: userId, team_id: teamId, key_alias: alias } = query
      const wanted = { userId, teamId, alias, limit: size, offset: (page - 1) * size }
      const { keys, totalItems } = await listGatewayKeys(context, wanted)
      const whole = query.return_full_object?.toLowerCase() === 'true'
      return {
        keys: whole ? await presentKeys(context, keys) : keys.map(({ hash }) => hash),
        total_count: totalItems,
        current_page: page,
        total_pages: Math.ceil(totalItems / size),
      }
    }),
  )

  app.route(
    managementRoute(
      context,
      checkKeyHealth,
      async () => ({ key: 'healthy' as const, logging_callbacks: null }),
      { openToKeys: true },
    ),
  )
}

function keyToShow(named: string | undefined, caller: ManagementCaller): string {
  if (named !== undefined) return named
  if (caller.kind === 'key') return caller.hash
  throw new KansokuError('invalid_request', 'Name a key: /key/info?key=…')
}
