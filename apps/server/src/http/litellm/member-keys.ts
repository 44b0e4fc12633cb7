import { KansokuError, type KeyChanges } from '@kansoku/contracts'
import { getGatewayKey } from '@kansoku/platform'
import type { ServerContext } from '../../context.ts'
import type { ManagementCaller } from './caller.ts'
import { requireInTeam } from './team-rights.ts'

/**
 * What a new key is to be: as an admin wishes it. One that a member of a team makes is the member's own, for that team,
 * and its calls land where those of the key that asks do. Throws `access_denied` for what only an admin may say.
 */
export async function wishesForKey(
  context: ServerContext,
  caller: ManagementCaller,
  changes: KeyChanges,
): Promise<KeyChanges> {
  if (caller.kind === 'admin') return changes
  await requireInTeam(context, caller, changes.team_id ?? null, '/key/generate')
  const { userId, projectId } = await getGatewayKey(context, { key: caller.hash })
  if ((changes.user_id ?? userId) !== userId) throw forAdmins('user_id of somebody else')
  for (const field of ['project_id', 'budget_id', 'metadata', 'object_permission'] as const) {
    if (changes[field]) throw forAdmins(field)
  }
  return { ...changes, user_id: userId, project_id: projectId }
}

function forAdmins(field: string): KansokuError {
  return new KansokuError('access_denied', `Only a proxy admin gives a key a ${field}`)
}
