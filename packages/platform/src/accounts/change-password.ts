import { KansokuError } from '@kansoku/contracts'
import { accounts, sessions } from '@kansoku/storage'
import { and, eq, ne } from 'drizzle-orm'
import type { PlatformContext } from '../context.ts'
import { hashPassword, verifyPassword } from './password.ts'

export interface PasswordChange {
  readonly userId: string
  /** The one session that goes on. */
  readonly sessionId: string
  readonly currentPassword: string
  readonly newPassword: string
}

/** Whoever signed in with the old password elsewhere is signed out. Throws `wrong_password`. */
export async function changePassword(ctx: PlatformContext, change: PasswordChange): Promise<void> {
  const { userId, sessionId, currentPassword, newPassword } = change
  const ofUser = and(eq(accounts.userId, userId), eq(accounts.providerId, 'credential'))
  const [account] = await ctx.metadata.db.select({ password: accounts.password }).from(accounts).where(ofUser)
  if (!account?.password || !(await verifyPassword(account.password, currentPassword))) {
    throw new KansokuError('wrong_password')
  }
  const password = await hashPassword(newPassword)
  await ctx.metadata.db.transaction(async (tx) => {
    await tx.update(accounts).set({ password, updatedAt: ctx.clock.now() }).where(ofUser)
    await tx.delete(sessions).where(and(eq(sessions.userId, userId), ne(sessions.id, sessionId)))
  })
}
