import { KansokuError, type Role } from '@kansoku/contracts'
import { accounts, organizationMemberships, projectMemberships, users } from '@kansoku/storage'
import { and, asc, eq, isNotNull, or, type SQL } from 'drizzle-orm'
import type { PlatformContext, Transaction } from '../context.ts'

export interface MemberRow {
  readonly userId: string
  readonly email: string
  readonly name: string
  readonly organizationRole: Role | null
  readonly projectRole: Role | null
  /** Has not chosen a password yet. */
  readonly isInvited: boolean
}

type Reader = PlatformContext['metadata']['db'] | Transaction

/** Who is in an organisation, or in one project of it, by name. */
export async function readMembers(
  db: Reader,
  { organizationId, projectId }: { organizationId: string; projectId: string },
  which?: SQL,
): Promise<MemberRow[]> {
  const { organizationId: ofOrganization, userId: member } = organizationMemberships
  const rows = await db
    .select({
      userId: users.id,
      email: users.email,
      name: users.name,
      organizationRole: organizationMemberships.role,
      projectRole: projectMemberships.role,
      account: accounts.id,
    })
    .from(users)
    .leftJoin(organizationMemberships, and(eq(member, users.id), eq(ofOrganization, organizationId)))
    .leftJoin(
      projectMemberships,
      and(eq(projectMemberships.userId, users.id), eq(projectMemberships.projectId, projectId)),
    )
    .leftJoin(accounts, and(eq(accounts.userId, users.id), eq(accounts.providerId, 'credential')))
    .where(and(or(isNotNull(organizationMemberships.role), isNotNull(projectMemberships.role)), which))
    .orderBy(asc(users.name), asc(users.email))
  return rows.map(({ account, ...row }) => ({ ...row, isInvited: account === null }))
}

/** Throws `not_found`. */
export async function findMember(
  db: Reader,
  place: { organizationId: string; projectId: string; userId: string },
): Promise<MemberRow> {
  const [member] = await readMembers(db, place, eq(users.id, place.userId))
  if (!member) throw new KansokuError('not_found', 'Member not found')
  return member
}
