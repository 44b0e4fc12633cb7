import { z } from 'zod'
import { defineRoute } from '../http/route.ts'
import { preferences } from './account.ts'

export const roles = ['OWNER', 'ADMIN', 'MEMBER', 'VIEWER', 'NONE'] as const
export const role = z.enum(roles)
export type Role = z.infer<typeof role>

/** Who is signed in and what they may open. `user` is null when nobody is signed in. */
export const appSession = z.object({
  user: z.object({ id: z.string(), email: z.string(), name: z.string() }).nullable(),
  organizations: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      role,
      projects: z.array(z.object({ id: z.string(), name: z.string() })),
    }),
  ),
  preferences,
  version: z.string(),
  /** Base URL of the gateway as a browser reaches it, for setup snippets. */
  gatewayUrl: z.string(),
})
export type AppSession = z.infer<typeof appSession>

export const getAppSession = defineRoute({
  method: 'GET',
  path: '/api/app/session',
  summary: 'Who is signed in and which projects they may open',
  response: appSession,
})

/** Signs in with a cookie. 401 when address or password are wrong, 429 after too many tries. */
export const signInWithEmail = defineRoute({
  method: 'POST',
  path: '/api/auth/sign-in/email',
  summary: 'Sign in with e-mail address and password',
  body: z.object({
    /** Or the user name that the installation gives its owner (`UI_USERNAME`). */
    email: z.string(),
    password: z.string(),
  }),
  response: z.unknown(),
})

export const signOut = defineRoute({
  method: 'POST',
  path: '/api/auth/sign-out',
  summary: 'End the session of this browser',
  body: z.object({}),
  response: z.unknown(),
})
