import { KansokuError } from '@kansoku/contracts'
import type { PlatformContext } from '../context.ts'
import { getInitProjectId } from '../gateway/default-project.ts'
import { requireProjectAccess } from './require-project-access.ts'

/**
 * Whether a user may change what all projects share of the gateway, as its models: the owners of the init project, which
 * whoever installed the platform has named.
 */
export async function mayChangeGateway(
  ctx: PlatformContext,
  { userId }: { userId: string },
): Promise<boolean> {
  const projectId = await getInitProjectId(ctx)
  if (projectId === undefined) return false
  try {
    const { role } = await requireProjectAccess(ctx, { userId, projectId })
    return role === 'OWNER'
  } catch (error) {
    if (error instanceof KansokuError && error.code === 'not_found') return false
    throw error
  }
}
