import { z } from 'zod'
import { defineRoute } from '../http/route.ts'
import { storableText } from '../langfuse/storable.ts'

/** Name of the IANA database, such as `Asia/Tokyo`. */
const timeZone = z.string().max(64).refine(isTimeZone, { message: 'it is no time zone' })

function isTimeZone(name: string): boolean {
  try {
    return name !== '' && new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined
  } catch {
    return false
  }
}

/** How somebody wants the UI, on every device; null: as the browser is set. */
export const preferences = z.object({
  language: z.enum(['en', 'ja']).nullable(),
  theme: z.enum(['light', 'dark', 'system']).nullable(),
  timeZone: timeZone.nullable(),
})
export type Preferences = z.infer<typeof preferences>

const accountSession = z.object({
  id: z.string(),
  /** Of the browser that asks. */
  isCurrent: z.boolean(),
  ipAddress: z.string().nullable(),
  userAgent: z.string().nullable(),
  createdAt: z.iso.datetime(),
  /** Roughly: a session is written to when it is prolonged. */
  lastUsedAt: z.iso.datetime(),
})
export type AccountSession = z.infer<typeof accountSession>

export const getAccount = defineRoute({
  method: 'GET',
  path: '/api/app/account',
  summary: 'The account of who asks, and the browsers in which it is signed in',
  response: z.object({
    user: z.object({ id: z.string(), email: z.string(), name: z.string() }),
    sessions: z.array(accountSession),
  }),
})

const accountChanges = z.object({
  name: storableText.trim().min(1).max(100).optional(),
  preferences: preferences.partial().optional(),
})
export type AccountChanges = z.output<typeof accountChanges>

export const changeAccount = defineRoute({
  method: 'PATCH',
  path: '/api/app/account',
  summary: 'Changes name and preferences of who asks; what is left out stays',
  body: accountChanges,
  response: z.object({}),
})

export const shortestPassword = 8

/** For an account that somebody sets up, unlike one of the environment. */
export const newPassword = z.string().min(shortestPassword).max(512)

/** 403 `wrong_password`, 429 after too many tries. */
export const changePassword = defineRoute({
  method: 'POST',
  path: '/api/app/account/password',
  summary: 'Sets another password and ends all other sessions',
  body: z.object({ currentPassword: z.string().max(512), newPassword }),
  response: z.object({}),
})

export const endAccountSession = defineRoute({
  method: 'DELETE',
  path: '/api/app/account/sessions/:sessionId',
  summary: 'Signs a browser out',
  params: z.object({ sessionId: storableText.min(1) }),
  response: z.object({}),
})
