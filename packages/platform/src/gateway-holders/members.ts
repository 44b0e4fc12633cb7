import { KansokuError, type LimitChanges } from '@kansoku/contracts'
import { gatewayHolders, gatewayKeys, gatewayMembers } from '@kansoku/storage'
import { and, asc, eq, inArray, type SQL } from 'drizzle-orm'
import { announceGatewayChange } from '../announcements.ts'
import type { PlatformContext, Transaction } from '../context.ts'
import { applyLimits } from '../gateway-budgets/apply-limits.ts'
import { findHolder, holderNotFound } from './holder-columns.ts'
import { createMissingUser, findUser, type UserName } from './named-users.ts'

export interface GatewayMember {
  readonly teamId: string
  readonly userId: string
  readonly email: string | null
  readonly role: string
  readonly limits: typeof gatewayMembers.$inferSelect.limits
}

/** Members of teams, in the order in which they came. */
export async function listTeamMembers(
  ctx: PlatformContext,
  { teamIds, userIds }: { teamIds?: readonly string[]; userIds?: readonly string[] },
): Promise<readonly GatewayMember[]> {
  return ctx.metadata.db
    .select({
      teamId: gatewayMembers.holderId,
      userId: gatewayMembers.userId,
      email: gatewayHolders.email,
      role: gatewayMembers.role,
      limits: gatewayMembers.limits,
    })
    .from(gatewayMembers)
    .leftJoin(
      gatewayHolders,
      and(eq(gatewayHolders.kind, 'user'), eq(gatewayHolders.id, gatewayMembers.userId)),
    )
    .where(
      and(
        eq(gatewayMembers.holderKind, 'team'),
        teamIds === undefined ? undefined : inArray(gatewayMembers.holderId, [...teamIds]),
        userIds === undefined ? undefined : inArray(gatewayMembers.userId, [...userIds]),
      ),
    )
    .orderBy(asc(gatewayMembers.createdAt), asc(gatewayMembers.userId))
}

export interface NewMember extends UserName {
  readonly role: string
}

interface Home {
  readonly projectId: string
  /** Which users belong to it. */
  readonly isHome: SQL | undefined
}

interface NewMembers {
  readonly teamId: string
  readonly members: readonly NewMember[]
  readonly limits: LimitChanges
  /** Only users of this project are meant, and new ones become its own; absent: any. */
  readonly home?: Home | undefined
  readonly by: string
}

/**
 * Adds users to a team; those that do not exist are created. Throws `not_found` without the team, `invalid_request` for
 * who is in it already.
 */
export async function addTeamMembers(ctx: PlatformContext, input: NewMembers): Promise<void> {
  await ctx.metadata.db.transaction(async (tx) => {
    await announceGatewayChange(tx)
    await insertTeamMembers(tx, input, ctx.clock.now())
  })
}

/** The same within a transaction that has announced its change. */
export async function insertTeamMembers(
  tx: Transaction,
  { teamId, members, limits, home, by }: NewMembers,
  now: Date,
): Promise<void> {
  await requireTeam(tx, teamId)
  for (const member of members) {
    const userId =
      (await findUser(tx, member, home?.isHome)) ??
      (await createMissingUser(tx, member, { projectId: home?.projectId, by, now }))
    const added = await tx
      .insert(gatewayMembers)
      .values({
        ...keyOf(teamId, userId),
        role: member.role,
        limits: applyLimits({}, limits),
        createdAt: now,
      })
      .onConflictDoNothing()
      .returning()
    if (added.length === 0)
      throw new KansokuError('invalid_request', `User ${userId} is already in team ${teamId}`)
  }
}

interface MemberUpdate {
  readonly teamId: string
  readonly user: UserName
  readonly role?: string | null | undefined
  readonly limits: LimitChanges
}

/** Throws `not_found` when the user is not in the team. */
export async function updateTeamMember(
  ctx: PlatformContext,
  { teamId, user, role, limits }: MemberUpdate,
): Promise<string> {
  return ctx.metadata.db.transaction(async (tx) => {
    await announceGatewayChange(tx)
    const userId = await findUser(tx, user)
    const isMember = fits(teamId, userId ?? '')
    const [stored] = await tx.select().from(gatewayMembers).where(isMember)
    if (!stored) throw notAMember(teamId, user)
    await tx
      .update(gatewayMembers)
      .set({ role: role ?? stored.role, limits: applyLimits(stored.limits, limits) })
      .where(isMember)
    return stored.userId
  })
}

/** Takes a user out of a team, with the keys that the user has for it. Throws `not_found`. */
export async function removeTeamMember(
  ctx: PlatformContext,
  { teamId, user }: { teamId: string; user: UserName },
): Promise<void> {
  await ctx.metadata.db.transaction(async (tx) => {
    await announceGatewayChange(tx)
    await requireTeam(tx, teamId)
    const userId = await findUser(tx, user)
    const [removed] = await tx
      .delete(gatewayMembers)
      .where(fits(teamId, userId ?? ''))
      .returning()
    if (!removed) throw notAMember(teamId, user)
    // They would go on with all that the team has, without the member's limits.
    await tx
      .delete(gatewayKeys)
      .where(and(eq(gatewayKeys.teamId, teamId), eq(gatewayKeys.userId, removed.userId)))
  })
}

function keyOf(teamId: string, userId: string) {
  return { holderKind: 'team' as const, holderId: teamId, userId }
}

function fits(teamId: string, userId: string) {
  return and(
    eq(gatewayMembers.holderKind, 'team'),
    eq(gatewayMembers.holderId, teamId),
    eq(gatewayMembers.userId, userId),
  )
}

async function requireTeam(tx: Transaction, id: string): Promise<void> {
  if (!(await findHolder(tx, { kind: 'team', id }))) throw holderNotFound({ kind: 'team', id })
}

function notAMember(teamId: string, { user_id, user_email }: UserName): KansokuError {
  return new KansokuError('not_found', `User ${user_id ?? user_email} is not in team ${teamId}`)
}
