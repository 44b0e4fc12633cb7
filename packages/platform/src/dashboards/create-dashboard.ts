import { randomUUID } from 'node:crypto'
import type { DashboardBody } from '@kansoku/contracts'
import { dashboards } from '@kansoku/storage'
import type { PlatformContext } from '../context.ts'
import { type Dashboard, lockDashboard } from './read-dashboards.ts'
import { insertPlacements } from './store-placements.ts'

/** Throws `not_found` for widgets that the project does not have. */
export async function createDashboard(
  ctx: PlatformContext,
  { projectId, dashboard }: { projectId: string; dashboard: DashboardBody },
): Promise<Dashboard> {
  const dashboardId = randomUUID()
  const now = ctx.clock.now()
  return ctx.metadata.db.transaction(async (tx) => {
    await tx.insert(dashboards).values({
      id: dashboardId,
      projectId,
      name: dashboard.name,
      description: dashboard.description ?? '',
      filters: dashboard.filters ?? [],
      createdAt: now,
      updatedAt: now,
    })
    const created = { projectId, dashboardId }
    await insertPlacements(tx, created, dashboard.definition?.widgets ?? [])
    return lockDashboard(tx, created)
  })
}
