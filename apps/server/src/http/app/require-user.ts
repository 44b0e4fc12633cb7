import { KansokuError } from '@kansoku/contracts'
import { requireProjectAccess } from '@kansoku/platform'
import type { FastifyRequest } from 'fastify'
import type { ServerContext } from '../../context.ts'

export interface SignedInUser {
  readonly id: string
  readonly email: string
  readonly name: string
}

/** The user of the session cookie. Throws `not_signed_in`. */
export async function requireUser(context: ServerContext, request: FastifyRequest): Promise<SignedInUser> {
  const user = await context.accounts.userOf(request)
  if (!user) throw new KansokuError('not_signed_in')
  return user
}

/** Throws `not_found` unless the user may see the project. */
export async function requireProjectMember(
  context: ServerContext,
  user: SignedInUser,
  projectId: string,
): Promise<void> {
  await requireProjectAccess(context, { userId: user.id, projectId })
}
