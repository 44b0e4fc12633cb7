import type { HolderChanges } from '@kansoku/contracts'
import { announceGatewayChange } from '../announcements.ts'
import type { PlatformContext } from '../context.ts'
import { insertHolder } from './create-holder.ts'
import type { GatewayHolderRow } from './holder-columns.ts'
import { insertTeamMembers, type NewMember } from './members.ts'

interface NewTeam {
  /** Default: a random one. */
  readonly id?: string | null | undefined
  readonly changes: HolderChanges
  readonly members: readonly NewMember[]
  readonly by: string
}

/** Creates a team with its first members: all of it or nothing. Throws `invalid_request` for a team that exists already. */
export async function createGatewayTeam(
  ctx: PlatformContext,
  { id, changes, members, by }: NewTeam,
): Promise<GatewayHolderRow> {
  const now = ctx.clock.now()
  return ctx.metadata.db.transaction(async (tx) => {
    await announceGatewayChange(tx)
    const row = await insertHolder(tx, { kind: 'team', id, changes, by }, now)
    await insertTeamMembers(tx, { teamId: row.id, members, limits: {}, by }, now)
    return row
  })
}
