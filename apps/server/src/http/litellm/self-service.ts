import { addTeamMembers, KansokuError, type NamedMember } from '@kansoku/contracts'
import { getGatewayKey, getHolder, getRoleOfKey, listJoinableTeams, listTeamMembers } from '@kansoku/platform'
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
 * The user of the key as a plain member to add, so that what else was said of it does not count; undefined for an admin,
 * who may wish for more. Throws `access_denied` with the reason where the user cannot join like this, and
 * `invalid_request` for who is in the team already.
 */
export async function joiningUser(
  context: ServerContext,
  caller: ManagementCaller,
  wish: JoiningWish,
): Promise<NamedMember | undefined> {
  if (caller.kind === 'admin') return undefined
  const { teamId, members, limits, availableTeams } = wish
  const user = await getRoleOfKey(context, caller)
  if (!user) throw refused('this key belongs to no user, and only users join teams')
  // Viewers change nothing.
  if (user.role?.endsWith('_viewer')) throw refused(`the role ${user.role} may look, but not join`)
  const { id, email } = await getHolder(context, { kind: 'user', id: user.userId })
  requireSelfAlone({ id, email }, members)
  const set = Object.keys(limits).filter((name) => limits[name] !== undefined)
  if (set.length > 0) throw refused('whoever joins by themselves cannot set a budget or limits of their own')
  if (!availableTeams.includes(teamId))
    throw refused(`team ${teamId} is not open to users (available_teams of the config file does not name it)`)
  const own = await listTeamMembers(context, { teamIds: [teamId], userIds: [id] })
  if (own.length > 0) throw new KansokuError('invalid_request', `User ${id} is already in team ${teamId}`)
  const joinable = await listJoinableTeams(context, { ids: [teamId], userId: id })
  if (joinable.length === 0) throw refused(`there is no team ${teamId} in the project of user ${id}`)
  return { user_id: id, role: 'user' }
}

function requireSelfAlone(
  { id, email }: { readonly id: string; readonly email: string | null },
  [member, ...others]: readonly NamedMember[],
): void {
  const isEmail = email !== null && member?.user_email?.toLowerCase() === email.toLowerCase()
  const isSelf = member && (member.user_id ? member.user_id === id : isEmail)
  if (!isSelf || others.length > 0)
    throw refused(`this key belongs to user ${id}, who may add nobody else to a team`)
  if (member.role !== 'user') throw refused('users join with the role "user"; only an admin makes admins')
}

function refused(reason: string): KansokuError {
  return new KansokuError(
    'access_denied',
    `Only a proxy admin may add members to a team; users may join the available ones themselves: ${reason}. Route=${addTeamMembers.path}`,
  )
}
