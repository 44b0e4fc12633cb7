import type { BetterAuthPlugin } from 'better-auth'
import { createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'

const bodyType = { body: {} as { readonly userId: string } }

/** Opens a session for a user who has been recognised by other means than a password of theirs. Not mounted anywhere. */
export const signInWithoutPassword = {
  id: 'without-password',
  endpoints: {
    signInUser: createAuthEndpoint(
      '/sign-in/user',
      { method: 'POST', metadata: { $Infer: bodyType } },
      async (ctx) => {
        const { userId } = ctx.body
        const { internalAdapter } = ctx.context
        const user = await internalAdapter.findUserById(userId)
        if (!user) throw new Error('the user to sign in does not exist')
        const session = await internalAdapter.createSession(userId)
        await setSessionCookie(ctx, { session, user })
        return { user: { id: user.id, email: user.email, name: user.name } }
      },
    ),
  },
} satisfies BetterAuthPlugin
