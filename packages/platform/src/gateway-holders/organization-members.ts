import { KansokuError } from '@kansoku/contracts'
import { gatewayHolders, gatewayMembers } from '@kansoku/storage'
import { and, asc, eq, inArray } from 'drizzle-orm'
import { announceGatewayChange } from '../announcements.ts'
import type { PlatformContext, Transaction } from '../context.ts'
import { findHolder, holderNotFound } from './holder-columns.ts'
import type { NewMember } from './members.ts'
import { createMissingUser, findUser, type UserName } from './named-users.ts'

export interface OrganizationMember {
  readonly organizationId: string
  readonly userId: string
  readonly email: string | null
  readonly role: string
  readonly createdAt: Date
}

const holderKind = 'organization' as const

/** Members of an organisation, in the order in which they came. */
export async function listOrganizationMembers(
  ctx: PlatformContext,
  { organizationId, userIds }: { organizationId: string; userIds?: readonly string[] },
): Promise<readonly OrganizationMember[]> {
  return ctx.metadata.db
    .select({
      organizationId: gatewayMembers.holderId,
      userId: gatewayMembers.userId,
      email: gatewayHolders.email,
      role: gatewayMembers.role,
      createdAt: gatewayMembers.createdAt,
    })
    .from(gatewayMembers)
    .leftJoin(
      gatewayHolders,
      and(eq(gatewayHolders.kind, 'user'), eq(gatewayHolders.id, gatewayMembers.userId)),
    )
    .where(
      and(
        eq(gatewayMembers.holderKind, holderKind),
        eq(gatewayMembers.holderId, organizationId),
        userIds === undefined ? undefined : inArray(gatewayMembers.userId, [...userIds]),
      ),
    )
    .orderBy(asc(gatewayMembers.createdAt), asc(gatewayMembers.userId))
}

interface NewMembers {
  readonly organizationId: string
  readonly members: readonly NewMember[]
  readonly by: string
}

/**
 * Adds users to an organisation, all or none; those that do not exist are created. Resolves with their ids. Throws
 * `not_found` without the organisation, `invalid_request` for who is in it already.
 */
export async function addOrganizationMembers(
  ctx: PlatformContext,
  { organizationId, members, by }: NewMembers,
): Promise<readonly string[]> {
  const now = ctx.clock.now()
  return ctx.metadata.db.transaction(async (tx) => {
    await announceGatewayChange(tx)
    await requireOrganization(tx, organizationId)
    const ids: string[] = []
    for (const member of members) {
      const userId =
        (await findUser(tx, member)) ??
        (await createMissingUser(tx, member, { projectId: undefined, by, now }))
      const added = await tx
        .insert(gatewayMembers)
        .values({ holderKind, holderId: organizationId, userId, role: member.role, createdAt: now })
        .onConflictDoNothing()
        .returning()
      if (added.length === 0)
        throw new KansokuError(
          'invalid_request',
          `User ${userId} is already in organization ${organizationId}`,
        )
      ids.push(userId)
    }
    return ids
  })
}

interface OneMember {
  readonly organizationId: string
  readonly user: UserName
}

/** Throws `not_found` when the user is not in the organisation. */
export async function updateOrganizationMember(
  ctx: PlatformContext,
  { organizationId, user, role }: OneMember & { readonly role: string },
): Promise<string> {
  return ctx.metadata.db.transaction(async (tx) => {
    const isMember = await memberOf(tx, { organizationId, user })
    const [row] = await tx.update(gatewayMembers).set({ role }).where(isMember).returning()
    if (!row) throw notAMember(organizationId, user)
    return row.userId
  })
}

/** Keys and teams of the user stay as they are. Throws `not_found`. */
export async function removeOrganizationMember(ctx: PlatformContext, one: OneMember): Promise<void> {
  await ctx.metadata.db.transaction(async (tx) => {
    const removed = await tx
      .delete(gatewayMembers)
      .where(await memberOf(tx, one))
      .returning()
    if (removed.length === 0) throw notAMember(one.organizationId, one.user)
  })
}

async function memberOf(tx: Transaction, { organizationId, user }: OneMember) {
  await requireOrganization(tx, organizationId)
  return and(
    eq(gatewayMembers.holderKind, holderKind),
    eq(gatewayMembers.holderId, organizationId),
    eq(gatewayMembers.userId, (await findUser(tx, user)) ?? ''),
  )
}

async function requireOrganization(tx: Transaction, id: string): Promise<void> {
  if (!(await findHolder(tx, { kind: holderKind, id }))) throw holderNotFound({ kind: holderKind, id })
}

function notAMember(organizationId: string, { user_id, user_email }: UserName): KansokuError {
  return new KansokuError(
    'not_found',
    `User ${user_id ?? user_email} is not in organization ${organizationId}`,
  )
}
