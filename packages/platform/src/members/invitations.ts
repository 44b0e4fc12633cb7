import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { KansokuError } from '@kansoku/contracts'
import { accounts, users, verifications } from '@kansoku/storage'
import { and, eq, gt, like } from 'drizzle-orm'
import { hashPassword } from '../accounts/password.ts'
import type { PlatformContext, Transaction } from '../context.ts'

export interface Invitation {
  /** Lets whoever has it choose the password: stored as a hash alone. */
  readonly token: string
  readonly expiresAt: string
}

const lifeMs = 7 * 86_400_000
const kind = 'invitation:'

/** The one before is void. */
export async function createInvitation(
  ctx: Pick<PlatformContext, 'clock'>,
  tx: Transaction,
  userId: string,
): Promise<Invitation> {
  const token = randomBytes(32).toString('base64url')
  const expiresAt = new Date(ctx.clock.now().getTime() + lifeMs)
  const identifier = kind + userId
  await tx.delete(verifications).where(eq(verifications.identifier, identifier))
  await tx.insert(verifications).values({ id: randomUUID(), identifier, value: hashOf(token), expiresAt })
  return { token, expiresAt: expiresAt.toISOString() }
}

/** Whom it is for. Throws `not_found` when it was used, has expired or never was. */
export async function readInvitation(
  ctx: PlatformContext,
  { token }: { token: string },
): Promise<{ email: string }> {
  const [found] = await ctx.metadata.db
    .select({ identifier: verifications.identifier })
    .from(verifications)
    .where(isValid(ctx, token))
  const [user] = found
    ? await ctx.metadata.db
        .select({ email: users.email })
        .from(users)
        .where(eq(users.id, found.identifier.slice(kind.length)))
    : []
  if (!user) throw unknown()
  return user
}

/** Sets name and password of the account; of two who try at once one succeeds. Throws `not_found` likewise. */
export async function redeemInvitation(
  ctx: PlatformContext,
  { token, name, password }: { token: string; name: string; password: string },
): Promise<{ userId: string }> {
  await readInvitation(ctx, { token })
  const hashed = await hashPassword(password)
  return ctx.metadata.db.transaction(async (tx) => {
    const [used] = await tx.delete(verifications).where(isValid(ctx, token)).returning()
    if (!used) throw unknown()
    const userId = used.identifier.slice(kind.length)
    const updated = await tx
      .update(users)
      .set({ name, emailVerified: true, updatedAt: ctx.clock.now() })
      .where(eq(users.id, userId))
      .returning({ id: users.id })
    if (updated.length === 0) throw unknown()
    await tx.insert(accounts).values({
      id: randomUUID(),
      accountId: userId,
      providerId: 'credential',
      userId,
      password: hashed,
    })
    return { userId }
  })
}

function isValid(ctx: PlatformContext, token: string) {
  return and(
    like(verifications.identifier, `${kind}%`),
    eq(verifications.value, hashOf(token)),
    gt(verifications.expiresAt, ctx.clock.now()),
  )
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

function unknown(): KansokuError {
  return new KansokuError('not_found', 'The invitation was used, has expired or never was')
}
