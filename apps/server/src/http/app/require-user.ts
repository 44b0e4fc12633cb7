import { KansokuError } from '@kansoku/contracts'
import type { Browser, OpenSession, SignedInUser } from '@kansoku/platform'
import type { FastifyRequest } from 'fastify'
import type { ServerContext } from '../../context.ts'

/** The user of the session cookie. Throws `not_signed_in`. */
export async function requireUser(context: ServerContext, request: FastifyRequest): Promise<SignedInUser> {
  return (await requireSession(context, request)).user
}

/** The session of the cookie. Throws `not_signed_in`. */
export async function requireSession(context: ServerContext, request: FastifyRequest): Promise<OpenSession> {
  const session = await context.accounts.sessionOf(browserOf(request))
  if (!session) throw new KansokuError('not_signed_in')
  return session
}

export function browserOf(request: FastifyRequest): Browser {
  return {
    cookie: request.headers.cookie,
    userAgent: request.headers['user-agent'],
    ip: request.ip,
    secure: request.protocol === 'https',
  }
}
