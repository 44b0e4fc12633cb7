import type { Role } from '@kansoku/contracts'
import { grantableRoles } from '../access/grantable-roles.ts'
import { requireProjectAccess } from '../access/require-project-access.ts'
import type { PlatformContext } from '../context.ts'
import { type MemberRow, readMembers } from './find-member.ts'

export interface ProjectMembers {
  readonly members: readonly MemberRow[]
  /** Roles of the organisation that the reader may give and take. */
  readonly mayGrant: readonly Role[]
  readonly mayGrantInProject: readonly Role[]
}

/** Throws `not_found` unless the user may see the project, and `access_denied` to viewers. */
export async function listProjectMembers(
  ctx: PlatformContext,
  place: { userId: string; projectId: string },
): Promise<ProjectMembers> {
  const access = await requireProjectAccess(ctx, { ...place, scope: 'members:read' })
  return {
    members: await readMembers(ctx.metadata.db, access),
    mayGrant: grantableRoles(access.organizationRole),
    mayGrantInProject: grantableRoles(access.role),
  }
}
