import { createHash, timingSafeEqual } from 'node:crypto'
import { organizationMemberships, projects } from '@kansoku/storage'
import { and, asc, eq } from 'drizzle-orm'
import type { PlatformContext } from '../context.ts'
import { getDefaultProjectId } from '../gateway/default-project.ts'

/** A user name and a password of the environment, which sign in as the owner of the installation. */
export interface InstallationLogin {
  readonly userName: string
  readonly password: string
}

/** How long it takes tells nothing about either of the two. */
export function matchesLogin(
  login: InstallationLogin,
  given: { readonly userName: string; readonly password: string },
): boolean {
  const isName = isSame(login.userName, given.userName)
  const isPassword = isSame(login.password, given.password)
  return isName && isPassword
}

function isSame(left: string, right: string): boolean {
  return timingSafeEqual(digest(left), digest(right))
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

/** The user who has owned the organisation of the default project for longest; undefined where nobody does. */
export async function findInstallationOwner(ctx: PlatformContext): Promise<string | undefined> {
  const projectId = await getDefaultProjectId(ctx)
  if (projectId === undefined) return undefined
  const [owner] = await ctx.metadata.db
    .select({ userId: organizationMemberships.userId })
    .from(organizationMemberships)
    .innerJoin(projects, eq(projects.organizationId, organizationMemberships.organizationId))
    .where(and(eq(projects.id, projectId), eq(organizationMemberships.role, 'OWNER')))
    .orderBy(asc(organizationMemberships.createdAt), asc(organizationMemberships.userId))
    .limit(1)
  return owner?.userId
}
