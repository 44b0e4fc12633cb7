import { randomUUID } from 'node:crypto'
import { KansokuError, type Role } from '@kansoku/contracts'
import { organizationMemberships, projectMemberships, projects, users } from '@kansoku/storage'
import { and, count, eq, inArray } from 'drizzle-orm'
import { grantableRoles } from '../access/grantable-roles.ts'
import { inTurnOfOrganization } from '../access/in-turn.ts'
import type { ProjectAccess } from '../access/require-project-access.ts'
import type { PlatformContext, Transaction } from '../context.ts'
import { findMember, type MemberRow } from './find-member.ts'
import { createInvitation, type Invitation } from './invitations.ts'

interface Actor {
  readonly userId: string
  readonly projectId: string
}

interface OneMember extends Actor {
  readonly memberId: string
}

/**
 * Takes somebody into the organisation. An address without an account gets one, and an invitation to choose its password.
 * Throws `access_denied` for roles that are not the actor's to give or to take, and `conflict` for who is a member already or
 * has yet to choose a password for another organisation, whose people may hold the link.
 */
export async function addProjectMember(
  ctx: PlatformContext,
  input: Actor & { email: string; organizationRole: Role; projectRole: Role | null },
): Promise<{ invitation: Invitation | null }> {
  const { email, organizationRole, projectRole, projectId } = input
  return inTurnOfOrganization(ctx, { ...input, scope: 'members:read' }, async (tx, access) => {
    const { organizationId } = access
    requireGrantable(access.organizationRole, organizationRole)
    if (projectRole) requireGrantable(access.role, projectRole)
    const userId = await ensureUser(tx, email)
    const added = await tx
      .insert(organizationMemberships)
      .values({ organizationId, userId, role: organizationRole })
      .onConflictDoNothing()
      .returning()
    if (added.length === 0) throw new KansokuError('conflict', `${email} is a member already`)
    const member = await findMember(tx, { ...access, userId })
    if (member.isInvited && (await isElsewhere(tx, organizationId, userId))) {
      throw new KansokuError('conflict', `${email} has yet to accept an invitation of somebody else`)
    }
    if (projectRole) {
      requireGrantable(access.role, member.projectRole)
      await setProjectRole(tx, { projectId, userId, role: projectRole })
    }
    return { invitation: member.isInvited ? await createInvitation(ctx, tx, userId) : null }
  })
}

/** For a lost or expired one. Throws `conflict` for who has a password, or is to choose it for another organisation. */
export async function inviteMemberAgain(ctx: PlatformContext, input: OneMember): Promise<Invitation> {
  return withMember(ctx, input, async (tx, { access, member }) => {
    requireGrantable(access.organizationRole, member.organizationRole)
    if (!member.isInvited || (await isElsewhere(tx, access.organizationId, member.userId))) {
      throw new KansokuError('conflict', 'The account is not this organization’s to invite')
    }
    return createInvitation(ctx, tx, member.userId)
  })
}

/** Throws `access_denied` where a role, the old or the new one, is not the actor's to take or give, and `last_owner`. */
export async function changeProjectMember(
  ctx: PlatformContext,
  input: OneMember & { organizationRole?: Role | undefined; projectRole?: Role | null | undefined },
): Promise<void> {
  const { organizationRole, projectRole, projectId } = input
  await withMember(ctx, input, async (tx, { access, member }) => {
    const { organizationId } = access
    const { userId } = member
    if (organizationRole !== undefined) {
      requireGrantable(access.organizationRole, member.organizationRole, organizationRole)
      if (organizationRole !== 'OWNER') await requireOtherOwner(tx, organizationId, member)
      await tx
        .insert(organizationMemberships)
        .values({ organizationId, userId, role: organizationRole })
        .onConflictDoUpdate({
          target: [organizationMemberships.organizationId, organizationMemberships.userId],
          set: { role: organizationRole, updatedAt: ctx.clock.now() },
        })
    }
    if (projectRole === undefined) return
    const effective = member.projectRole ?? member.organizationRole
    requireGrantable(access.role, effective, projectRole)
    await setProjectRole(tx, { projectId, userId, role: projectRole })
  })
}

/** Removes somebody from the organisation and its projects; an account that nobody has used yet is gone, too. */
export async function removeProjectMember(ctx: PlatformContext, input: OneMember): Promise<void> {
  await withMember(ctx, input, async (tx, { access, member }) => {
    const { organizationId } = access
    const { userId } = member
    requireGrantable(access.organizationRole, member.organizationRole, member.projectRole)
    await requireOtherOwner(tx, organizationId, member)
    const ours = tx
      .select({ id: projects.id })
      .from(projects)
      .where(eq(projects.organizationId, organizationId))
    await tx
      .delete(projectMemberships)
      .where(and(eq(projectMemberships.userId, userId), inArray(projectMemberships.projectId, ours)))
    await tx
      .delete(organizationMemberships)
      .where(
        and(
          eq(organizationMemberships.userId, userId),
          eq(organizationMemberships.organizationId, organizationId),
        ),
      )
    if (member.isInvited && !(await isElsewhere(tx, organizationId, userId))) {
      await tx.delete(users).where(eq(users.id, userId))
    }
  })
}

async function withMember<Result>(
  ctx: PlatformContext,
  input: OneMember,
  act: (tx: Transaction, found: { access: ProjectAccess; member: MemberRow }) => Promise<Result>,
): Promise<Result> {
  return inTurnOfOrganization(ctx, { ...input, scope: 'members:read' }, async (tx, access) => {
    if (grantableRoles(access.role).length === 0) requireGrantable(access.organizationRole)
    return act(tx, { access, member: await findMember(tx, { ...access, userId: input.memberId }) })
  })
}

/** Null: no role, which whoever may give roles at all may give and take. */
function requireGrantable(own: Role, ...wanted: readonly (Role | null)[]): void {
  const grantable = grantableRoles(own)
  const isAllowed = wanted.every((role) => role === null || grantable.includes(role))
  if (grantable.length === 0 || !isAllowed) throw new KansokuError('access_denied')
}

async function requireOtherOwner(
  tx: Transaction,
  organizationId: string,
  { organizationRole }: MemberRow,
): Promise<void> {
  if (organizationRole !== 'OWNER') return
  const [owners] = await tx
    .select({ number: count() })
    .from(organizationMemberships)
    .where(
      and(
        eq(organizationMemberships.organizationId, organizationId),
        eq(organizationMemberships.role, 'OWNER'),
      ),
    )
  if ((owners?.number ?? 0) < 2) throw new KansokuError('last_owner')
}

async function ensureUser(tx: Transaction, email: string): Promise<string> {
  const [name = email] = email.split('@', 1)
  await tx.insert(users).values({ id: randomUUID(), email, name }).onConflictDoNothing()
  const [user] = await tx.select({ id: users.id }).from(users).where(eq(users.email, email))
  if (!user) throw new Error('the new user cannot be found')
  return user.id
}

/** Whether somebody is, or was invited, to another organisation as well. */
async function isElsewhere(tx: Transaction, organizationId: string, userId: string): Promise<boolean> {
  const [inOrganizations, inProjects] = await Promise.all([
    tx
      .select({ id: organizationMemberships.organizationId })
      .from(organizationMemberships)
      .where(eq(organizationMemberships.userId, userId)),
    tx
      .select({ id: projects.organizationId })
      .from(projectMemberships)
      .innerJoin(projects, eq(projects.id, projectMemberships.projectId))
      .where(eq(projectMemberships.userId, userId)),
  ])
  return [...inOrganizations, ...inProjects].some(({ id }) => id !== organizationId)
}

async function setProjectRole(
  tx: Transaction,
  { projectId, userId, role }: { projectId: string; userId: string; role: Role | null },
): Promise<void> {
  const { projectId: ofProject, userId: member } = projectMemberships
  if (role === null) {
    await tx.delete(projectMemberships).where(and(eq(ofProject, projectId), eq(member, userId)))
    return
  }
  await tx
    .insert(projectMemberships)
    .values({ projectId, userId, role })
    .onConflictDoUpdate({ target: [ofProject, member], set: { role, updatedAt: new Date() } })
}
