import { type DashboardPlacement, KansokuError, widgetQuestion } from '@kansoku/contracts'
import { dashboardPlacements, dashboards } from '@kansoku/storage'
import { and, asc, count, desc, eq, inArray } from 'drizzle-orm'
import type { PlatformContext, Transaction } from '../context.ts'

type Filters = ReturnType<typeof widgetQuestion.parse>['filters']

/** A stored dashboard, its tiles from the top left on. */
export interface Dashboard {
  readonly id: string
  readonly projectId: string
  readonly name: string
  readonly description: string
  readonly filters: Filters
  readonly createdBy: string | null
  readonly createdAt: Date
  readonly updatedAt: Date
  readonly placements: readonly DashboardPlacement[]
}

export interface OneDashboard {
  readonly projectId: string
  readonly dashboardId: string
}

type Reader = Pick<Transaction, 'select'>
type DashboardRow = typeof dashboards.$inferSelect
type PlacementRow = typeof dashboardPlacements.$inferSelect

/** A page of the project's dashboards, the latest changed first. */
export async function listDashboards(
  ctx: PlatformContext,
  { projectId, limit, offset }: { projectId: string; limit: number; offset: number },
): Promise<{ dashboards: readonly Dashboard[]; totalItems: number }> {
  const { db } = ctx.metadata
  const ofProject = eq(dashboards.projectId, projectId)
  const [rows, [total]] = await Promise.all([
    db
      .select()
      .from(dashboards)
      .where(ofProject)
      .orderBy(desc(dashboards.updatedAt), asc(dashboards.id))
      .limit(limit)
      .offset(offset),
    db.select({ items: count() }).from(dashboards).where(ofProject),
  ])
  return { dashboards: await withPlacements(db, rows), totalItems: total?.items ?? 0 }
}

/** Throws `not_found`. */
export async function getDashboard(ctx: PlatformContext, asked: OneDashboard): Promise<Dashboard> {
  const rows = await ctx.metadata.db.select().from(dashboards).where(isDashboard(asked))
  const [found] = await withPlacements(ctx.metadata.db, rows)
  if (!found) throw dashboardNotFound(asked)
  return found
}

/** The same, held until the transaction ends, so that changes of one dashboard come one after the other. */
export async function lockDashboard(tx: Transaction, asked: OneDashboard): Promise<Dashboard> {
  const rows = await tx.select().from(dashboards).where(isDashboard(asked)).for('update')
  const [found] = await withPlacements(tx, rows)
  if (!found) throw dashboardNotFound(asked)
  return found
}

export const isDashboard = ({ projectId, dashboardId }: OneDashboard) =>
  and(eq(dashboards.id, dashboardId), eq(dashboards.projectId, projectId))

export const dashboardNotFound = ({ dashboardId }: OneDashboard) =>
  new KansokuError('not_found', `Dashboard ${dashboardId} not found within authorized project`)

async function withPlacements(db: Reader, rows: readonly DashboardRow[]): Promise<Dashboard[]> {
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const placements = await db
    .select()
    .from(dashboardPlacements)
    .where(inArray(dashboardPlacements.dashboardId, ids))
    .orderBy(asc(dashboardPlacements.y), asc(dashboardPlacements.x), asc(dashboardPlacements.id))
  const byDashboard = Map.groupBy(placements, ({ dashboardId }) => dashboardId)
  return rows.map(({ filters, ...row }) => ({
    ...row,
    filters: widgetQuestion.shape.filters.parse(filters),
    placements: (byDashboard.get(row.id) ?? []).map(toPlacement),
  }))
}

function toPlacement({ id, widgetId, presetId, x, y, width, height }: PlacementRow): DashboardPlacement {
  const cell = { id, x, y, width, height }
  if (widgetId !== null) return { type: 'widget', widgetId, ...cell }
  return { type: 'preset', presetId: presetId ?? '', ...cell }
}
