import { type DashboardPlacement, gridCell, gridColumns, KansokuError } from '@kansoku/contracts'
import { dashboardPlacements, dashboardWidgets } from '@kansoku/storage'
import { and, eq, inArray } from 'drizzle-orm'
import type { Transaction } from '../context.ts'
import type { OneDashboard } from './read-dashboards.ts'

/** Throws `not_found` for widgets that the project does not have, and `invalid_request` for tiles beyond the grid. */
export async function insertPlacements(
  tx: Transaction,
  { projectId, dashboardId }: OneDashboard,
  placements: readonly DashboardPlacement[],
): Promise<void> {
  if (placements.length === 0) return
  for (const placement of placements) requireInside(placement)
  await requireWidgets(tx, projectId, placements)
  await tx.insert(dashboardPlacements).values(
    placements.map(({ id, x, y, width, height, ...shown }) => ({
      ...{ dashboardId, projectId, id, x, y, width, height },
      widgetId: shown.type === 'widget' ? shown.widgetId : null,
      presetId: shown.type === 'preset' ? shown.presetId : null,
    })),
  )
}

export async function removePlacements(tx: Transaction, { dashboardId }: OneDashboard): Promise<void> {
  await tx.delete(dashboardPlacements).where(eq(dashboardPlacements.dashboardId, dashboardId))
}

/** Throws `invalid_request` for tiles beyond the grid; where one stands may be reckoned from the others. */
export function requireInside({ id, ...tile }: DashboardPlacement): void {
  const cell = gridCell.safeParse(tile)
  if (!cell.success) {
    const [fault] = cell.error.issues
    throw new KansokuError(
      'invalid_request',
      `Placement ${id} lies beyond the grid: ${fault?.path.join('.')}: ${fault?.message}`,
    )
  }
  const { x, width } = cell.data
  if (x + width <= gridColumns) return
  throw new KansokuError(
    'invalid_request',
    `Placement ${id} ends at column ${x + width}: x and width must not exceed ${gridColumns} together`,
  )
}

/** Holds the widgets until the transaction ends, so that none is deleted while it is placed. */
async function requireWidgets(
  tx: Transaction,
  projectId: string,
  placements: readonly DashboardPlacement[],
): Promise<void> {
  const wanted = [...new Set(placements.flatMap((tile) => (tile.type === 'widget' ? [tile.widgetId] : [])))]
  if (wanted.length === 0) return
  const rows = await tx
    .select({ id: dashboardWidgets.id })
    .from(dashboardWidgets)
    .where(and(eq(dashboardWidgets.projectId, projectId), inArray(dashboardWidgets.id, wanted)))
    .for('key share')
  const found = new Set(rows.map(({ id }) => id))
  const missing = wanted.find((id) => !found.has(id))
  if (missing === undefined) return
  throw new KansokuError('not_found', `Dashboard widget ${missing} not found within authorized project`)
}
