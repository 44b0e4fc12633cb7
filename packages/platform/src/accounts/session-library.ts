import { randomUUID } from 'node:crypto'
import { accounts, sessions, users, verifications } from '@kansoku/storage'
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { betterAuth } from 'better-auth/minimal'
import type { PlatformContext } from '../context.ts'
import { hashPassword, verifyPassword } from './password.ts'
import { signInWithoutPassword } from './sign-in-without-password.ts'

interface LibraryOptions {
  readonly secret: string
  readonly secure: boolean
  readonly sessionSeconds: number
}

export type SessionLibrary = ReturnType<typeof createSessionLibrary>

/**
 * better-auth, for sessions and passwords only: its functions are called directly, none of its routes is mounted, and
 * limits on tries and checks of the origin are ours.
 */
export function createSessionLibrary(
  ctx: PlatformContext,
  { secret, secure, sessionSeconds }: LibraryOptions,
) {
  return betterAuth({
    // Never used for links; without it the library looks for one in the environment.
    baseURL: 'http://kansoku.invalid',
    secret,
    database: drizzleAdapter(ctx.metadata.db, {
      provider: 'pg',
      schema: { user: users, session: sessions, account: accounts, verification: verifications },
      transaction: true,
    }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      maxPasswordLength: 512,
      password: {
        hash: hashPassword,
        verify: ({ hash, password }) => verifyPassword(hash, password),
      },
    },
    session: { expiresIn: sessionSeconds, updateAge: Math.min(86_400, sessionSeconds / 10) },
    plugins: [signInWithoutPassword],
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
    advanced: {
      cookiePrefix: 'kansoku',
      useSecureCookies: secure,
      ipAddress: { ipAddressHeaders: ['x-kansoku-client-ip'] },
      database: { generateId: () => randomUUID(), validateSchema: false },
    },
  })
}
