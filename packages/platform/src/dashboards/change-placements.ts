import { randomUUID } from 'node:crypto'
import {
  type DashboardPlacement,
  type DashboardPlacementBody,
  type DashboardPlacementChanges,
  gridColumns,
  KansokuError,
  mostTiles,
} from '@kansoku/contracts'
import { dashboardPlacements } from '@kansoku/storage'
import { and, eq } from 'drizzle-orm'
import type { PlatformContext, Transaction } from '../context.ts'
import { type Dashboard, lockDashboard, type OneDashboard } from './read-dashboards.ts'
import { insertPlacements, requireInside } from './store-placements.ts'
import { touchDashboard } from './update-dashboard.ts'

const usualSize = 6

/**
 * Places a widget, of half the width and below all others unless it is said otherwise. Throws `not_found`, also for a widget that
 * the project does not have, `conflict` for an id that the dashboard has already, and `invalid_request` beyond the grid or the
 * most tiles of a dashboard.
 */
export async function addDashboardPlacement(
  ctx: PlatformContext,
  { placement, ...asked }: OneDashboard & { readonly placement: DashboardPlacementBody },
): Promise<DashboardPlacement> {
  return ctx.metadata.db.transaction((tx) => putOn(ctx, tx, { placement, ...asked }))
}

/** The same within a transaction. */
export async function putOn(
  ctx: PlatformContext,
  tx: Transaction,
  { placement, ...asked }: OneDashboard & { readonly placement: DashboardPlacementBody },
): Promise<DashboardPlacement> {
  const dashboard = await lockDashboard(tx, asked)
  if (dashboard.placements.length >= mostTiles) {
    throw new KansokuError('invalid_request', `A dashboard has at most ${mostTiles} tiles: remove one first`)
  }
  const id = placement.id ?? randomUUID()
  if (dashboard.placements.some((other) => other.id === id)) {
    throw new KansokuError('conflict', `A placement with id ${id} already exists on the dashboard`)
  }
  const added = { ...placement, id, ...cellFor(placement, dashboard) }
  await insertPlacements(tx, asked, [added])
  await touchDashboard(ctx, tx, asked)
  return added
}

function cellFor({ x, y, width, height }: DashboardPlacementBody, { placements }: Dashboard) {
  const left = x ?? 0
  return {
    x: left,
    y: y ?? Math.max(0, ...placements.map((tile) => tile.y + tile.height)),
    width: width ?? Math.min(usualSize, gridColumns - left),
    height: height ?? usualSize,
  }
}

export interface OnePlacement extends OneDashboard {
  readonly placementId: string
}

/** Moves or resizes a tile; what is absent stays. Throws `not_found`. */
export async function updateDashboardPlacement(
  ctx: PlatformContext,
  { placementId, changes, ...asked }: OnePlacement & { readonly changes: DashboardPlacementChanges },
): Promise<DashboardPlacement> {
  return ctx.metadata.db.transaction(async (tx) => {
    const before = await lockPlacement(tx, { placementId, ...asked })
    const moved = {
      ...before,
      x: changes.x ?? before.x,
      y: changes.y ?? before.y,
      width: changes.width ?? before.width,
      height: changes.height ?? before.height,
    }
    await moveTo(tx, asked, moved)
    await touchDashboard(ctx, tx, asked)
    return moved
  })
}

/** Throws `invalid_request` when the tile would end beyond the grid. */
export async function moveTo(
  tx: Transaction,
  { dashboardId }: OneDashboard,
  tile: DashboardPlacement,
): Promise<void> {
  requireInside(tile)
  const { x, y, width, height } = tile
  await tx.update(dashboardPlacements).set({ x, y, width, height }).where(isPlacement(dashboardId, tile.id))
}

/** Takes a tile off; its widget stays. Throws `not_found`. */
export async function deleteDashboardPlacement(ctx: PlatformContext, asked: OnePlacement): Promise<void> {
  await ctx.metadata.db.transaction(async (tx) => {
    await takeOff(ctx, tx, asked)
  })
}

/** The tile that was taken off. */
export async function takeOff(
  ctx: PlatformContext,
  tx: Transaction,
  asked: OnePlacement,
): Promise<DashboardPlacement> {
  const removed = await lockPlacement(tx, asked)
  await tx.delete(dashboardPlacements).where(isPlacement(asked.dashboardId, removed.id))
  await touchDashboard(ctx, tx, asked)
  return removed
}

async function lockPlacement(
  tx: Transaction,
  { placementId, ...asked }: OnePlacement,
): Promise<DashboardPlacement> {
  const { placements } = await lockDashboard(tx, asked)
  const found = placements.find(({ id }) => id === placementId)
  if (!found) throw new KansokuError('not_found', `Placement ${placementId} not found on the dashboard`)
  return found
}

const isPlacement = (dashboardId: string, id: string) =>
  and(eq(dashboardPlacements.dashboardId, dashboardId), eq(dashboardPlacements.id, id))
