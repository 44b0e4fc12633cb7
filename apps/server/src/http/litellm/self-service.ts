import type { NamedMember } from '@kansoku/contracts'
import { getGatewayKey, getHolder, getRoleOfKey, listJoinableTeams } from '@kansoku/platform'
import type { ServerContext } from '../../context.ts'
import type { ManagementCaller } from './caller.ts'

/** The user of the key that asks, or the admin. Throws `not_found` for a key that belongs to no user. */
export async function userWhoAsks(context: ServerContext, caller: ManagementCaller): Promise<string> {
  if (caller.kind === 'admin') return caller.id
  const { userId } = await getGatewayKey(context, { key: caller.hash })
  const { id } = await getHolder(context, { kind: 'user', id: userId ?? '' })
  return id
}

interface JoiningWish {
  readonly teamId: string
  readonly members: readonly NamedMember[]
  /** Only admins say what a member may spend. */
  readonly limits: Readonly<Record<string, unknown>>
  /** Ids of those that the config file opens. */
  readonly availableTeams: readonly string[]
}

/**
 * Whether all that is wished is that the user of the key joins a team that is open to users, as a plain member. The user
 * as the member to add, so that what else was said of it does not count; undefined where more is wished.
 */
export async function joiningUser(
  context: ServerContext,
  caller: ManagementCaller,
  { teamId, members, limits, availableTeams }: JoiningWish,
): Promise<NamedMember | undefined> {
  if (caller.kind === 'admin' || !availableTeams.includes(teamId)) return undefined
  const [member, ...others] = members
  if (!member || others.length > 0 || member.role !== 'user') return undefined
  if (Object.values(limits).some((limit) => limit !== undefined)) return undefined
  const user = await getRoleOfKey(context, caller)
  // Viewers change nothing.
  if (!user || user.role?.endsWith('_viewer')) return undefined
  const { id, email } = await getHolder(context, { kind: 'user', id: user.userId })
  const isSelf = member.user_id ? member.user_id === id : member.user_email === email
  if (!isSelf) return undefined
  const joinable = await listJoinableTeams(context, { ids: [teamId], userId: id })
  return joinable.length > 0 ? { user_id: id, role: 'user' } : undefined
}
