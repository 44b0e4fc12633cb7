import { KansokuError, type KeyChanges } from '@kansoku/contracts'
import { getGatewayKey } from '@kansoku/platform'
import type { ServerContext } from '../../context.ts'
import type { ManagementCaller } from './caller.ts'
import { requireInTeam, requireKeysInTeam } from './team-rights.ts'

const forAdminsAlone = ['project_id', 'budget_id', 'metadata', 'object_permission'] as const
/** What stays as it is when a member changes a key: whose it is, and what watches over its calls. */
const fixed = [...forAdminsAlone, 'user_id', 'team_id', 'guardrails', 'tags', 'blocked'] as const

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
  const named = forAdminsAlone.find((field) => changes[field])
  if (named) throw forAdmins(named)
  return { ...changes, user_id: userId, project_id: projectId }
}

/** Throws `access_denied` unless the caller may change this key in this way. */
export async function requireKeyChange(
  context: ServerContext,
  caller: ManagementCaller,
  key: string,
  changes: KeyChanges,
): Promise<void> {
  if (caller.kind === 'admin') return
  await requireKeysInTeam(context, caller, [key], '/key/update')
  // Null takes away, so it counts as well.
  const named = fixed.find((field) => changes[field] !== undefined)
  if (named) throw forAdmins(named)
}

function forAdmins(field: string): KansokuError {
  return new KansokuError('access_denied', `Only a proxy admin gives a key a ${field}`)
}
