import type { DashboardWidgetChanges } from '@kansoku/contracts'
import { dashboardWidgets } from '@kansoku/storage'
import { eq } from 'drizzle-orm'
import type { PlatformContext } from '../context.ts'
import { requireSound } from './create-widget.ts'
import { isWidget, type OneWidget, widgetNotFound } from './read-widgets.ts'
import { type DashboardWidget, questionColumns, toWidget } from './widget-row.ts'

/**
 * Changes a widget wherever it is placed; what is absent or null stays. Throws `not_found`, and `invalid_request` when the
 * metrics could not answer its question afterwards.
 */
export async function updateDashboardWidget(
  ctx: PlatformContext,
  { changes, ...asked }: OneWidget & { readonly changes: DashboardWidgetChanges },
): Promise<DashboardWidget> {
  return ctx.metadata.db.transaction(async (tx) => {
    const [row] = await tx.select().from(dashboardWidgets).where(isWidget(asked)).for('update')
    if (!row) throw widgetNotFound(asked)
    const before = toWidget(row)
    const [changed] = await tx
      .update(dashboardWidgets)
      .set({
        name: changes.name ?? before.name,
        description: changes.description ?? before.description,
        ...questionColumns(questionAfter(before, changes)),
        updatedAt: ctx.clock.now(),
      })
      .where(eq(dashboardWidgets.id, before.id))
      .returning()
    return toWidget(changed ?? row)
  })
}

/** Settings belong to a type of chart: another one begins without those of the last. */
function questionAfter(before: DashboardWidget, changes: DashboardWidgetChanges) {
  const chartType = changes.chartType ?? before.chartType
  const kept = chartType === before.chartType ? before.chartConfig : { type: chartType }
  const chartConfig = changes.chartConfig ?? kept
  return requireSound({
    view: changes.view ?? before.view,
    dimensions: changes.dimensions ?? before.dimensions,
    metrics: changes.metrics ?? before.metrics,
    filters: changes.filters ?? before.filters,
    chartType,
    chartConfig: { ...chartConfig, type: chartConfig.type ?? null },
  })
}
