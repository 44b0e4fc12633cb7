import type { PlatformContext } from '../context.ts'
import { getDefaultProjectId } from '../gateway/default-project.ts'
import { hasProjectScope } from './project-scopes.ts'
import { requireProjectAccess } from './require-project-access.ts'

/**
 * Whether a user may change what all projects share of the gateway, as its models: who may give out keys in the project
 * that calls without one of their own land in.
 */
export async function mayChangeGateway(
  ctx: PlatformContext,
  { userId }: { userId: string },
): Promise<boolean> {
  const projectId = await getDefaultProjectId(ctx)
  if (projectId === undefined) return false
  const access = await requireProjectAccess(ctx, { userId, projectId }).catch(() => undefined)
  return access !== undefined && hasProjectScope(access.role, 'apiKeys:write')
}
