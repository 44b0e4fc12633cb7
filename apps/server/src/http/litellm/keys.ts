import {
  blockKey,
  checkKeyHealth,
  deleteKeys,
  generateKey,
  getKeyInfo,
  KansokuError,
  listKeys,
  regenerateKey,
  resetKeySpend,
  unblockKey,
  updateKey,
} from '@kansoku/contracts'
import {
  createGatewayKey,
  deleteGatewayKeys,
  type GatewayKeyRow,
  getGatewayKey,
  listGatewayKeys,
  regenerateGatewayKey,
  resetKeySpend as setKeySpend,
  updateGatewayKey,
} from '@kansoku/platform'
import type { Door } from '../../context.ts'
import type { ManagementCaller } from './caller.ts'
import { managementRoute } from './management-route.ts'
import { presentKeys } from './present-key.ts'
import { presentOne } from './present-one.ts'

/** Virtual keys. */
export const keyRoutes: Door = (context) => async (app) => {
  app.route(
    managementRoute(context, generateKey, async ({ body: { key: wished, ...changes }, caller }) => {
      const { key, row } = await createGatewayKey(context, {
        changes,
        key: wished ?? undefined,
        by: caller.id,
      })
      return { ...(await presentOne(presentKeys, context, row)), key, token_id: row.hash }
    }),
  )

  app.route(
    managementRoute(context, updateKey, async ({ body: { key, ...changes }, caller }) => {
      const row = await updateGatewayKey(context, { key, changes, by: caller.id })
      return { ...(await presentOne(presentKeys, context, row)), key: row.hash }
    }),
  )

  app.route(
    managementRoute(context, deleteKeys, async ({ body }) => {
      const named = { keys: body.keys ?? [], aliases: body.key_aliases ?? [] }
      return { deleted_keys: [...(await deleteGatewayKeys(context, named))] }
    }),
  )

  app.route(
    managementRoute(context, regenerateKey, async ({ params, body, caller }) => {
      const { new_key: newKey, ...changes } = body ?? {}
      const wish = { ...params, newKey: newKey ?? undefined, changes, by: caller.id }
      const { key, row } = await regenerateGatewayKey(context, wish)
      return { ...(await presentOne(presentKeys, context, row)), key, token_id: row.hash }
    }),
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

  for (const [route, blocked] of [
    [blockKey, true],
    [unblockKey, false],
  ] as const) {
    app.route(
      managementRoute(context, route, async ({ body: { key }, caller }) =>
        presentOne(
          presentKeys,
          context,
          await updateGatewayKey(context, { key, changes: { blocked }, by: caller.id }),
        ),
      ),
    )
  }

  app.route(
    managementRoute(
      context,
      getKeyInfo,
      async ({ query, caller }) => {
        const row = await getGatewayKey(context, { key: keyToShow(query.key, caller) })
        requireOwn(row, caller)
        return { key: row.hash, info: await presentOne(presentKeys, context, row) }
      },
      { openToKeys: true },
    ),
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

/** What belongs to another is not there. */
function requireOwn({ hash }: GatewayKeyRow, caller: ManagementCaller): void {
  if (caller.kind === 'key' && caller.hash !== hash)
    throw new KansokuError('not_found', 'Key not found in database')
}
