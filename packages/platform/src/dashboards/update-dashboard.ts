import type { DashboardChanges } from '@kansoku/contracts'
import { dashboards } from '@kansoku/storage'
import { eq } from 'drizzle-orm'
import type { PlatformContext, Transaction } from '../context.ts'
import {
  type Dashboard,
  dashboardNotFound,
  isDashboard,
  lockDashboard,
  type OneDashboard,
} from './read-dashboards.ts'
import { insertPlacements, removePlacements } from './store-placements.ts'

/** Changes a dashboard; what is absent or null stays. Throws `not_found`, also for widgets that the project does not have. */
export async function updateDashboard(
  ctx: PlatformContext,
  { changes, ...asked }: OneDashboard & { readonly changes: DashboardChanges },
): Promise<Dashboard> {
  return ctx.metadata.db.transaction(async (tx) => {
    const before = await lockDashboard(tx, asked)
    if (changes.definition) {
      await removePlacements(tx, asked)
      await insertPlacements(tx, asked, changes.definition.widgets)
    }
    await writeHead(ctx, tx, before, changes)
    return lockDashboard(tx, asked)
  })
}

/** What a dashboard says besides its tiles; what is absent or null stays. */
export async function writeHead(
  ctx: PlatformContext,
  tx: Transaction,
  before: Dashboard,
  { name, description, filters }: Pick<DashboardChanges, 'name' | 'description' | 'filters'>,
): Promise<void> {
  await tx
    .update(dashboards)
    .set({
      name: name ?? before.name,
      description: description ?? before.description,
      filters: filters ?? before.filters,
      updatedAt: ctx.clock.now(),
    })
    .where(eq(dashboards.id, before.id))
}

/** A dashboard changes with its tiles. */
export async function touchDashboard(
  ctx: PlatformContext,
  tx: Transaction,
  { dashboardId }: OneDashboard,
): Promise<void> {
  await tx.update(dashboards).set({ updatedAt: ctx.clock.now() }).where(eq(dashboards.id, dashboardId))
}

/** Its widgets stay. Throws `not_found`. */
export async function deleteDashboard(ctx: PlatformContext, asked: OneDashboard): Promise<void> {
  const deleted = await ctx.metadata.db
    .delete(dashboards)
    .where(isDashboard(asked))
    .returning({ id: dashboards.id })
  if (deleted.length === 0) throw dashboardNotFound(asked)
}
