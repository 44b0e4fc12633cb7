import { randomUUID } from 'node:crypto'
import { accounts, organizationMemberships, users } from '@kansoku/storage'
import { and, eq } from 'drizzle-orm'
import { hashPassword } from '../accounts/password.ts'
import type { Transaction } from '../context.ts'

/**
 * Creates the user unless the address is taken, and makes them owner of the organisation. An existing password stays.
 * The password is exempt from the policy for sign-up: whoever sets the environment owns the installation.
 */
export async function ensureOwner(
  tx: Transaction,
  { email, name, password }: { email: string; name: string; password: string },
  organizationId: string,
): Promise<('user' | 'membership')[]> {
  const created: ('user' | 'membership')[] = []
  const address = email.toLowerCase()
  const [existing] = await tx.select({ id: users.id }).from(users).where(eq(users.email, address))
  const userId = existing?.id ?? randomUUID()
  if (!existing) {
    await tx.insert(users).values({ id: userId, email: address, name, emailVerified: true })
    await tx.insert(accounts).values({
      id: randomUUID(),
      accountId: userId,
      providerId: 'credential',
      userId,
      password: await hashPassword(password),
    })
    created.push('user')
  }
  const [membership] = await tx
    .select()
    .from(organizationMemberships)
    .where(
      and(
        eq(organizationMemberships.userId, userId),
        eq(organizationMemberships.organizationId, organizationId),
      ),
    )
  if (membership?.role === 'OWNER') return created
  await tx
    .insert(organizationMemberships)
    .values({ organizationId, userId, role: 'OWNER' })
    .onConflictDoUpdate({
      target: [organizationMemberships.organizationId, organizationMemberships.userId],
      set: { role: 'OWNER', updatedAt: new Date() },
    })
  if (!membership) created.push('membership')
  return created
}
