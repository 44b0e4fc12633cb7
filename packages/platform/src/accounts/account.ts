import { type AccountChanges, type AccountSession, KansokuError, type Preferences } from '@kansoku/contracts'
import { sessions, users } from '@kansoku/storage'
import { and, desc, eq, gt } from 'drizzle-orm'
import type { PlatformContext } from '../context.ts'

/** Browsers in which a user is signed in, the one used last first. */
export async function listAccountSessions(
  ctx: PlatformContext,
  { userId, sessionId }: { userId: string; sessionId: string },
): Promise<AccountSession[]> {
  const rows = await ctx.metadata.db
    .select()
    .from(sessions)
    .where(and(eq(sessions.userId, userId), gt(sessions.expiresAt, ctx.clock.now())))
    .orderBy(desc(sessions.updatedAt), sessions.id)
  return rows.map((row) => ({
    id: row.id,
    isCurrent: row.id === sessionId,
    ipAddress: row.ipAddress || null,
    userAgent: row.userAgent || null,
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.updatedAt.toISOString(),
  }))
}

/** Throws `not_found`, also for a session of somebody else. */
export async function endAccountSession(
  ctx: PlatformContext,
  { userId, sessionId }: { userId: string; sessionId: string },
): Promise<void> {
  const ended = await ctx.metadata.db
    .delete(sessions)
    .where(and(eq(sessions.id, sessionId), eq(sessions.userId, userId)))
    .returning({ id: sessions.id })
  if (ended.length === 0) throw new KansokuError('not_found', 'Session not found')
}

const none: Preferences = { language: null, theme: null, timeZone: null }

/** All null for nobody. */
export async function getPreferences(
  ctx: PlatformContext,
  { userId }: { userId: string | undefined },
): Promise<Preferences> {
  if (userId === undefined) return none
  const [row] = await ctx.metadata.db
    .select({ language: users.language, theme: users.theme, timeZone: users.timeZone })
    .from(users)
    .where(eq(users.id, userId))
  return row ?? none
}

/** What is absent stays. */
export async function changeAccount(
  ctx: PlatformContext,
  { userId, changes: { name, preferences } }: { userId: string; changes: AccountChanges },
): Promise<void> {
  await ctx.metadata.db
    .update(users)
    .set({ name, ...preferences, updatedAt: ctx.clock.now() })
    .where(eq(users.id, userId))
}
