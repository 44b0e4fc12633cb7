import { getAppSession, signInWithEmail, signOut } from '@kansoku/contracts'
import { getPreferences, listUserOrganizations } from '@kansoku/platform'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Door, ServerContext } from '../../context.ts'
import { parseInput } from '../parse-request.ts'
import { browserOf } from './require-user.ts'

/** Signing in and out, and who is signed in. */
export const sessionRoutes: Door = (context) => async (app) => {
  app.post(signInWithEmail.path, async (request, reply) => {
    const { body } = parseInput(signInWithEmail, request)
    const { user, setCookies } = await context.accounts.signIn(body, browserOf(request))
    return sendSession(reply, setCookies, { user })
  })

  app.post(signOut.path, async (request, reply) => {
    const { setCookies } = await context.accounts.signOut(browserOf(request))
    return sendSession(reply, setCookies, { success: true })
  })

  app.get(getAppSession.path, async (request, reply) => {
    const session = await context.accounts.sessionOf(browserOf(request), { refresh: true })
    const organizations = session ? await listUserOrganizations(context, { userId: session.user.id }) : []
    const answer = {
      user: session?.user ?? null,
      organizations,
      preferences: await getPreferences(context, { userId: session?.user.id }),
      version: context.config.version,
      gatewayUrl: gatewayUrl(context, request),
    }
    return sendSession(reply, session?.setCookies ?? [], getAppSession.response.parse(answer))
  })
}

/** What carries, or may carry, cookies of a session. */
export function sendSession(reply: FastifyReply, setCookies: readonly string[], body: object): object {
  reply.header('cache-control', 'no-store')
  if (setCookies.length > 0) reply.header('set-cookie', [...setCookies])
  return body
}

/** Where a browser that reached the platform under this host finds the gateway. */
function gatewayUrl({ config }: ServerContext, request: FastifyRequest): string {
  if (config.gatewayPublicUrl) return config.gatewayPublicUrl.replace(/\/+$/, '')
  return `${request.protocol}://${request.hostname || 'localhost'}:${config.gatewayPort}`
}
