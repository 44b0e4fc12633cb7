import { KansokuError } from '@kansoku/contracts'
import { dashboardWidgets } from '@kansoku/storage'
import { and, asc, count, desc, eq } from 'drizzle-orm'
import type { PlatformContext } from '../context.ts'
import { type DashboardWidget, toWidget } from './widget-row.ts'

export interface OneWidget {
  readonly projectId: string
  readonly widgetId: string
}

/** A page of the project's widgets, the latest changed first. */
export async function listDashboardWidgets(
  ctx: PlatformContext,
  { projectId, limit, offset }: { projectId: string; limit: number; offset: number },
): Promise<{ widgets: readonly DashboardWidget[]; totalItems: number }> {
  const ofProject = eq(dashboardWidgets.projectId, projectId)
  const [rows, [total]] = await Promise.all([
    ctx.metadata.db
      .select()
      .from(dashboardWidgets)
      .where(ofProject)
      .orderBy(desc(dashboardWidgets.updatedAt), asc(dashboardWidgets.id))
      .limit(limit)
      .offset(offset),
    ctx.metadata.db.select({ items: count() }).from(dashboardWidgets).where(ofProject),
  ])
  return { widgets: rows.map(toWidget), totalItems: total?.items ?? 0 }
}

/** Throws `not_found`. */
export async function getDashboardWidget(ctx: PlatformContext, asked: OneWidget): Promise<DashboardWidget> {
  const [row] = await ctx.metadata.db.select().from(dashboardWidgets).where(isWidget(asked))
  if (!row) throw widgetNotFound(asked)
  return toWidget(row)
}

export const isWidget = ({ projectId, widgetId }: OneWidget) =>
  and(eq(dashboardWidgets.id, widgetId), eq(dashboardWidgets.projectId, projectId))

export const widgetNotFound = ({ widgetId }: OneWidget) =>
  new KansokuError('not_found', `Dashboard widget ${widgetId} not found within authorized project`)
