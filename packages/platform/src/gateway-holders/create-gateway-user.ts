import type { HolderChanges, KeyChanges } from '@kansoku/contracts'
import { announceGatewayChange } from '../announcements.ts'
import type { PlatformContext } from '../context.ts'
import { type CreatedGatewayKey, insertGatewayKey } from '../gateway-keys/create-gateway-key.ts'
import { insertHolder } from './create-holder.ts'
import type { GatewayHolderRow } from './holder-columns.ts'
import { insertTeamMembers } from './members.ts'

interface NewUser {
  /** Default: a random one. */
  readonly id?: string | null | undefined
  readonly changes: HolderChanges
  readonly teamIds: readonly string[]
  /** What the user's first key is like; undefined: the user gets none. */
  readonly key?: KeyChanges | undefined
  readonly by: string
}

interface CreatedUser {
  readonly row: GatewayHolderRow
  readonly key: CreatedGatewayKey | undefined
}

/**
 * Creates a user, in its teams and with its first key: all of it or nothing. Throws `not_found` for a team that does not
 * exist, `invalid_request` for a user or an alias of a key that does.
 */
export async function createGatewayUser(ctx: PlatformContext, input: NewUser): Promise<CreatedUser> {
  const { id, changes, teamIds, key, by } = input
  const now = ctx.clock.now()
  return ctx.metadata.db.transaction(async (tx) => {
    await announceGatewayChange(tx)
    const row = await insertHolder(tx, { kind: 'user', id, changes, by }, now)
    for (const teamId of teamIds) {
      const members = [{ user_id: row.id, role: 'user' }]
      await insertTeamMembers(tx, { teamId, members, limits: {}, by }, now)
    }
    const created = key && (await insertGatewayKey(tx, { changes: { ...key, user_id: row.id }, by }, now))
    return { row, key: created }
  })
}
