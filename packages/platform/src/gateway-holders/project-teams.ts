import { type HolderChanges, KansokuError, type LimitChanges } from '@kansoku/contracts'
import { gatewayHolders, gatewayKeys, users } from '@kansoku/storage'
import { and, asc, desc, eq, inArray, type SQL, sql } from 'drizzle-orm'
import { hasProjectScope } from '../access/project-scopes.ts'
import { requireProjectAccess } from '../access/require-project-access.ts'
import type { PlatformContext } from '../context.ts'
import { belongsTo } from '../gateway/default-project.ts'
import { requireProjectBudget } from '../gateway-budgets/project-budgets.ts'
import type { GatewayKeyRow } from '../gateway-keys/key-columns.ts'
import { createGatewayTeam } from './create-gateway-team.ts'
import { deleteHolders } from './delete-holders.ts'
import type { GatewayHolderRow } from './holder-columns.ts'
import {
  addTeamMembers,
  type GatewayMember,
  listTeamMembers,
  removeTeamMember,
  updateTeamMember,
} from './members.ts'
import { requireProjectTeam } from './require-project-team.ts'
import { updateHolder } from './update-holder.ts'

interface Member {
  readonly userId: string
  readonly projectId: string
}

interface OneTeam extends Member {
  readonly teamId: string
}

/** More are not for people to look at; the management routes page through them. */
const mostListed = 1000

/**
 * Teams of a project, newest first: all for those who may see its keys, for others the ones that they are in themselves.
 * Throws `not_found` unless the user may see the project.
 */
export async function listProjectTeams(
  ctx: PlatformContext,
  member: Member,
): Promise<{ readonly teams: readonly GatewayHolderRow[]; readonly mayChange: boolean }> {
  const { role } = await requireProjectAccess(ctx, member)
  const isOwn = await belongsTo(ctx, gatewayHolders.projectId, member.projectId)
  const isShown = hasProjectScope(role, 'apiKeys:read')
    ? undefined
    : inArray(
        gatewayHolders.id,
        (await listOwnMemberships(ctx, member)).map(({ teamId }) => teamId),
      )
  const teams = await ctx.metadata.db
    .select()
    .from(gatewayHolders)
    .where(and(eq(gatewayHolders.kind, 'team'), isOwn, isShown))
    .orderBy(desc(gatewayHolders.createdAt), asc(gatewayHolders.id))
    .limit(mostListed)
  return { teams, mayChange: hasProjectScope(role, 'apiKeys:write') }
}

export interface ProjectTeam {
  readonly team: GatewayHolderRow
  readonly members: readonly GatewayMember[]
  /** Those whose calls land in the project, newest first. */
  readonly keys: readonly GatewayKeyRow[]
  readonly mayChange: boolean
}

/**
 * Throws `not_found` for a team of another project as well. Who may not see keys sees of a team neither its keys nor its
 * other members, and gets `access_denied` unless they are in it.
 */
export async function getProjectTeam(
  ctx: PlatformContext,
  { teamId, ...member }: OneTeam,
): Promise<ProjectTeam> {
  const { role } = await requireProjectAccess(ctx, member)
  const seesAll = hasProjectScope(role, 'apiKeys:read')
  const own = seesAll ? [] : (await listOwnMemberships(ctx, member)).filter((one) => one.teamId === teamId)
  // Before the team is looked for: whether there is one is not for everybody.
  if (!seesAll && own.length === 0) throw new KansokuError('access_denied')
  const team = await requireProjectTeam(ctx, { projectId: member.projectId, id: teamId })
  if (!seesAll) return { team, members: own, keys: [], mayChange: false }
  const isOwn = await belongsTo(ctx, gatewayKeys.projectId, member.projectId)
  const [members, keys] = await Promise.all([
    listTeamMembers(ctx, { teamIds: [teamId] }),
    ctx.metadata.db
      .select()
      .from(gatewayKeys)
      .where(and(eq(gatewayKeys.teamId, teamId), isOwn))
      .orderBy(desc(gatewayKeys.createdAt), asc(gatewayKeys.hash))
      .limit(mostListed),
  ])
  return { team, members, keys, mayChange: hasProjectScope(role, 'apiKeys:write') }
}

/** What a person is in as a user of the gateway, whom the address of the account tells. */
async function listOwnMemberships(
  ctx: PlatformContext,
  { userId }: Pick<Member, 'userId'>,
): Promise<readonly GatewayMember[]> {
  const own = await ctx.metadata.db
    .select({ id: gatewayHolders.id })
    .from(gatewayHolders)
    .innerJoin(users, eq(sql`lower(${gatewayHolders.email})`, sql`lower(${users.email})`))
    .where(and(eq(users.id, userId), eq(gatewayHolders.kind, 'user')))
  return listTeamMembers(ctx, { userIds: own.map(({ id }) => id) })
}

export async function createProjectTeam(
  ctx: PlatformContext,
  { changes, ...member }: Member & { readonly changes: HolderChanges },
): Promise<GatewayHolderRow> {
  await requireProjectAccess(ctx, { ...member, scope: 'apiKeys:write' })
  await requireProjectBudget(ctx, member, changes.budgetId)
  const { projectId, userId: by } = member
  return createGatewayTeam(ctx, { changes: { ...changes, projectId }, members: [], by })
}

export async function changeProjectTeam(
  ctx: PlatformContext,
  { changes, ...one }: OneTeam & { readonly changes: HolderChanges },
): Promise<GatewayHolderRow> {
  await requireOwn(ctx, one)
  await requireProjectBudget(ctx, one, changes.budgetId)
  return updateHolder(ctx, { kind: 'team', id: one.teamId, changes, by: one.userId })
}

/** Its keys go with it. Throws `conflict` while there are some whose calls land in other projects. */
export async function deleteProjectTeam(ctx: PlatformContext, one: OneTeam): Promise<void> {
  await requireOwn(ctx, one)
  await requireNoKeysElsewhere(ctx, one)
  await deleteHolders(ctx, { kind: 'team', ids: [one.teamId] })
}

interface MemberWish extends OneTeam {
  readonly role: string
  readonly limits: LimitChanges
}

/** @param named an id or, with an @, an e-mail address */
export async function addProjectTeamMember(
  ctx: PlatformContext,
  { named, role, limits, ...one }: MemberWish & { readonly named: string },
): Promise<void> {
  await requireOwn(ctx, one)
  const { projectId, teamId, userId: by } = one
  const user = named.includes('@') ? { user_email: named } : { user_id: named }
  const home = { projectId, isHome: await belongsTo(ctx, gatewayHolders.projectId, projectId) }
  await addTeamMembers(ctx, { teamId, members: [{ ...user, role }], limits, home, by })
}

export async function changeProjectTeamMember(
  ctx: PlatformContext,
  { memberId, role, limits, ...one }: MemberWish & { readonly memberId: string },
): Promise<void> {
  await requireOwn(ctx, one)
  await updateTeamMember(ctx, { teamId: one.teamId, user: { user_id: memberId }, role, limits })
}

/** Their keys for the team go with them. Throws `conflict` as above. */
export async function removeProjectTeamMember(
  ctx: PlatformContext,
  { memberId, ...one }: OneTeam & { readonly memberId: string },
): Promise<void> {
  await requireOwn(ctx, one)
  await requireNoKeysElsewhere(ctx, one, eq(gatewayKeys.userId, memberId))
  await removeTeamMember(ctx, { teamId: one.teamId, user: { user_id: memberId } })
}

/** Who deletes does not see keys of other projects, and must not take them along. */
async function requireNoKeysElsewhere(
  ctx: PlatformContext,
  { teamId, projectId }: OneTeam,
  whose?: SQL,
): Promise<void> {
  const isOwn = await belongsTo(ctx, gatewayKeys.projectId, projectId)
  const all = and(eq(gatewayKeys.teamId, teamId), whose)
  const [total, own] = await Promise.all([
    ctx.metadata.db.$count(gatewayKeys, all),
    ctx.metadata.db.$count(gatewayKeys, and(all, isOwn)),
  ])
  if (total === own) return
  throw new KansokuError(
    'conflict',
    `${total - own} keys that would go with it belong to other projects. Delete or move them first`,
  )
}

async function requireOwn(ctx: PlatformContext, { teamId, ...member }: OneTeam): Promise<void> {
  await requireProjectAccess(ctx, { ...member, scope: 'apiKeys:write' })
  await requireProjectTeam(ctx, { projectId: member.projectId, id: teamId })
}
