import { KansokuError } from '@kansoku/contracts'
import { dashboardPlacements, dashboardWidgets } from '@kansoku/storage'
import { eq } from 'drizzle-orm'
import type { PlatformContext } from '../context.ts'
import { isWidget, type OneWidget, widgetNotFound } from './read-widgets.ts'

/** Throws `not_found`, and `conflict` while a dashboard shows the widget. */
export async function deleteDashboardWidget(ctx: PlatformContext, asked: OneWidget): Promise<void> {
  await ctx.metadata.db.transaction(async (tx) => {
    // Placing a widget takes a lock of its row too: nobody places it meanwhile.
    const [row] = await tx
      .select({ id: dashboardWidgets.id })
      .from(dashboardWidgets)
      .where(isWidget(asked))
      .for('update')
    if (!row) throw widgetNotFound(asked)
    const placed = await tx
      .select({ dashboardId: dashboardPlacements.dashboardId })
      .from(dashboardPlacements)
      .where(eq(dashboardPlacements.widgetId, row.id))
      .limit(1)
    if (placed.length > 0) {
      throw new KansokuError('conflict', 'The widget is still placed on a dashboard', {
        remedy: 'Remove its placements first.',
      })
    }
    await tx.delete(dashboardWidgets).where(eq(dashboardWidgets.id, row.id))
  })
}
