import { KansokuError, type KeyChanges } from '@kansoku/contracts'
import { gatewayKeys } from '@kansoku/storage'
import { and, asc, desc, eq } from 'drizzle-orm'
import { hasProjectScope } from '../access/project-scopes.ts'
import { requireProjectAccess } from '../access/require-project-access.ts'
import type { PlatformContext } from '../context.ts'
import { belongsTo } from '../gateway/default-project.ts'
import { requireProjectBudget } from '../gateway-budgets/project-budgets.ts'
import { requireProjectTeam } from '../gateway-holders/require-project-team.ts'
import { type CreatedGatewayKey, createGatewayKey } from './create-gateway-key.ts'
import { deleteGatewayKeys } from './delete-gateway-keys.ts'
import type { GatewayKeyRow } from './key-columns.ts'
import { regenerateGatewayKey, updateGatewayKey } from './update-gateway-key.ts'

interface Member {
  readonly userId: string
  readonly projectId: string
}

interface OneKey extends Member {
  readonly hash: string
}

/** More are not for people to look at; the management routes page through them. */
const mostKeys = 1000

/**
 * Virtual keys whose calls land in a project, newest first. Throws `not_found` unless the user may see the project, and
 * `access_denied` when they may not see its keys. So do all verbs here.
 */
export async function listProjectGatewayKeys(
  ctx: PlatformContext,
  member: Member,
): Promise<{ readonly keys: readonly GatewayKeyRow[]; readonly mayChange: boolean }> {
  const { role } = await requireProjectAccess(ctx, { ...member, scope: 'apiKeys:read' })
  const keys = await ctx.metadata.db
    .select()
    .from(gatewayKeys)
    .where(await belongsTo(ctx, gatewayKeys.projectId, member.projectId))
    .orderBy(desc(gatewayKeys.createdAt), asc(gatewayKeys.hash))
    .limit(mostKeys)
  return { keys, mayChange: hasProjectScope(role, 'apiKeys:write') }
}

export async function createProjectGatewayKey(
  ctx: PlatformContext,
  { changes, ...member }: Member & { readonly changes: KeyChanges },
): Promise<CreatedGatewayKey> {
  await requireProjectAccess(ctx, { ...member, scope: 'apiKeys:write' })
  await requireOwnTeam(ctx, member.projectId, changes)
  await requireProjectBudget(ctx, member, changes.budget_id)
  return createGatewayKey(ctx, { changes: { ...changes, project_id: member.projectId }, by: member.userId })
}

export async function changeProjectGatewayKey(
  ctx: PlatformContext,
  { changes, ...one }: OneKey & { readonly changes: KeyChanges },
): Promise<GatewayKeyRow> {
  const { teamId } = await requireOwnKey(ctx, one)
  // One that the key has already, whosever it is, may stay.
  if (changes.team_id !== teamId) await requireOwnTeam(ctx, one.projectId, changes)
  await requireProjectBudget(ctx, one, changes.budget_id)
  return updateGatewayKey(ctx, { key: one.hash, changes, by: one.userId })
}

export async function rotateProjectGatewayKey(ctx: PlatformContext, one: OneKey): Promise<CreatedGatewayKey> {
  await requireOwnKey(ctx, one)
  return regenerateGatewayKey(ctx, { key: one.hash, changes: {}, by: one.userId })
}

export async function deleteProjectGatewayKey(ctx: PlatformContext, one: OneKey): Promise<void> {
  await requireOwnKey(ctx, one)
  await deleteGatewayKeys(ctx, { keys: [one.hash], aliases: [] })
}

/** What belongs to another project is not there. */
async function requireOwnKey(
  ctx: PlatformContext,
  { hash, ...member }: OneKey,
): Promise<Pick<GatewayKeyRow, 'teamId'>> {
  await requireProjectAccess(ctx, { ...member, scope: 'apiKeys:write' })
  const [row] = await ctx.metadata.db
    .select({ teamId: gatewayKeys.teamId })
    .from(gatewayKeys)
    .where(and(eq(gatewayKeys.hash, hash), await belongsTo(ctx, gatewayKeys.projectId, member.projectId)))
  if (!row) throw new KansokuError('not_found', `Virtual key ${hash} not found`)
  return row
}

/** A key of a team spends its money: a project gives its keys to its own teams alone. */
async function requireOwnTeam(
  ctx: PlatformContext,
  projectId: string,
  { team_id: id }: KeyChanges,
): Promise<void> {
  if (id) await requireProjectTeam(ctx, { projectId, id })
}
