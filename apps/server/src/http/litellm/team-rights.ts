import { KansokuError, type TeamMemberPermission } from '@kansoku/contracts'
import { type GatewayHolderRow, getGatewayKey, getHolder, listTeamMembers } from '@kansoku/platform'
import type { ServerContext } from '../../context.ts'
import type { ManagementCaller } from './caller.ts'

/** LiteLLM's, where a team says nothing. */
const defaultPermissions: readonly string[] = ['/key/info', '/key/health']

/** What members of a team who are no admins of it may do with its keys. */
export function permissionsOf({ memberPermissions }: GatewayHolderRow): readonly string[] {
  return memberPermissions ?? defaultPermissions
}

/**
 * Whether the user of the key that asks may do this with the keys of a team: its admins may, its members as far as it
 * lets them. A key of one team does nothing in another, whoever its user is.
 */
export async function mayInTeam(
  context: ServerContext,
  caller: ManagementCaller,
  teamId: string | null,
  permission: TeamMemberPermission | 'manage',
): Promise<boolean> {
  if (caller.kind === 'admin') return true
  const key = await findKey(context, caller.hash)
  if (teamId === null || !key?.userId || (key.teamId !== null && key.teamId !== teamId)) return false
  const [member] = await listTeamMembers(context, { teamIds: [teamId], userIds: [key.userId] })
  if (!member) return false
  if (member.role === 'admin') return true
  return permissionsOf(await getHolder(context, { kind: 'team', id: teamId })).includes(permission)
}

/** Throws `access_denied` unless the caller may; a team or a key that is not there is told from none. */
export async function requireInTeam(
  context: ServerContext,
  caller: ManagementCaller,
  teamId: string | null,
  permission: TeamMemberPermission | 'manage',
): Promise<void> {
  if (await mayInTeam(context, caller, teamId, permission)) return
  throw new KansokuError(
    'access_denied',
    permission === 'manage'
      ? 'Only proxy admins and admins of the team may see and change what its members may do'
      : `Only proxy admins, admins of the team and members with the permission ${permission} may do this`,
  )
}

/** The same for keys, by the team of each. */
export async function requireKeysInTeam(
  context: ServerContext,
  caller: ManagementCaller,
  keys: readonly string[],
  permission: TeamMemberPermission,
): Promise<void> {
  if (caller.kind === 'admin') return
  for (const key of keys) {
    const row = await findKey(context, key)
    await requireInTeam(context, caller, row?.teamId ?? null, permission)
  }
}

async function findKey(context: ServerContext, key: string) {
  return getGatewayKey(context, { key }).catch((error: unknown) => {
    if (error instanceof KansokuError && error.code === 'not_found') return undefined
    throw error
  })
}
