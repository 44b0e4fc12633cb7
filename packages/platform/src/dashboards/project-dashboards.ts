import { randomUUID } from 'node:crypto'
import type {
  DashboardDocument,
  DashboardPlacement,
  DashboardWidgetDraft,
  GridCell,
} from '@kansoku/contracts'
import { dashboardPlacements, dashboards, dashboardWidgets } from '@kansoku/storage'
import { and, eq, inArray, notExists } from 'drizzle-orm'
import { hasProjectScope } from '../access/project-scopes.ts'
import { requireProjectAccess } from '../access/require-project-access.ts'
import { nameUsers } from '../accounts/project-people.ts'
import type { PlatformContext, Transaction } from '../context.ts'
import { createDashboardWidget } from '../dashboard-widgets/create-widget.ts'
import { updateDashboardWidget } from '../dashboard-widgets/update-widget.ts'
import { type DashboardWidget, toWidget } from '../dashboard-widgets/widget-row.ts'
import { moveTo, putOn, takeOff } from './change-placements.ts'
import {
  type Dashboard,
  getDashboard,
  listDashboards,
  lockDashboard,
  type OneDashboard,
} from './read-dashboards.ts'
import { insertPlacements } from './store-placements.ts'
import { writeHead } from './update-dashboard.ts'

interface Member {
  readonly userId: string
  readonly projectId: string
}
type DashboardOf = Member & Pick<OneDashboard, 'dashboardId'>

/** More are not for people to look at; the public API pages through them. */
const mostListed = 500

/** Dashboards of a project as its people see them; all verbs here throw `not_found` unless the user may see the project. */
export async function listProjectDashboards(ctx: PlatformContext, member: Member) {
  const { role } = await requireProjectAccess(ctx, member)
  const page = { projectId: member.projectId, limit: mostListed, offset: 0 }
  const { dashboards: listed } = await listDashboards(ctx, page)
  const ownerOf = await nameOwners(ctx, listed)
  return {
    dashboards: listed.map((dashboard) => ({ ...dashboard, owner: ownerOf(dashboard) })),
    mayChange: hasProjectScope(role, 'dashboards:write'),
  }
}

/** With the widgets that its tiles show, by id. */
export async function getProjectDashboard(ctx: PlatformContext, { dashboardId, ...member }: DashboardOf) {
  const { role } = await requireProjectAccess(ctx, member)
  const dashboard = await getDashboard(ctx, { projectId: member.projectId, dashboardId })
  const [ownerOf, widgets] = await Promise.all([
    nameOwners(ctx, [dashboard]),
    readWidgets(ctx, member.projectId, dashboard.placements),
  ])
  return {
    dashboard,
    owner: ownerOf(dashboard),
    widgets,
    mayChange: hasProjectScope(role, 'dashboards:write'),
  }
}

/** Creates a dashboard with widgets of its own. Throws `access_denied`, and `invalid_request` for a widget that cannot be answered. */
export async function importProjectDashboard(
  ctx: PlatformContext,
  { document, ...member }: Member & { readonly document: DashboardDocument },
): Promise<{ id: string }> {
  await requireWrite(ctx, member)
  const { projectId } = member
  const id = randomUUID()
  const now = ctx.clock.now()
  await ctx.metadata.db.transaction(async (tx) => {
    const { name, description, filters, tiles } = document
    await tx.insert(dashboards).values({
      id,
      projectId,
      name,
      description,
      filters,
      createdBy: member.userId,
      createdAt: now,
      updatedAt: now,
    })
    const placements: DashboardPlacement[] = []
    for (const { widget, ...cell } of tiles) {
      const created = await createDashboardWidget(ctx, { projectId, widget, ofTile: true }, tx)
      placements.push({ type: 'widget', id: randomUUID(), widgetId: created.id, ...cell })
    }
    await insertPlacements(tx, { projectId, dashboardId: id }, placements)
  })
  return { id }
}

interface Changes {
  readonly name?: string | undefined
  readonly description?: string | undefined
  readonly filters?: DashboardDocument['filters'] | undefined
  readonly layout?: readonly (GridCell & { readonly id: string })[] | undefined
}

/** Throws `access_denied`. Tiles that are gone are passed over: somebody else took them off meanwhile. */
export async function changeProjectDashboard(
  ctx: PlatformContext,
  { dashboardId, changes, ...member }: DashboardOf & { readonly changes: Changes },
): Promise<void> {
  await requireWrite(ctx, member)
  const asked = { projectId: member.projectId, dashboardId }
  await ctx.metadata.db.transaction(async (tx) => {
    const before = await lockDashboard(tx, asked)
    const { layout = [], name, description, filters } = changes
    for (const tile of before.placements) {
      const cell = layout.find(({ id }) => id === tile.id)
      if (cell && !isSamePlace(tile, cell)) await moveTo(tx, asked, { ...tile, ...cell })
    }
    await writeHead(ctx, tx, before, { name, description, filters })
  })
}

const isSamePlace = (one: GridCell, other: GridCell) =>
  one.x === other.x && one.y === other.y && one.width === other.width && one.height === other.height

/** With the widgets that were made for its tiles and stand on no other dashboard. Throws `access_denied`. */
export async function deleteProjectDashboard(
  ctx: PlatformContext,
  { dashboardId, ...member }: DashboardOf,
): Promise<void> {
  await requireWrite(ctx, member)
  const asked = { projectId: member.projectId, dashboardId }
  await ctx.metadata.db.transaction(async (tx) => {
    const { placements } = await lockDashboard(tx, asked)
    await tx.delete(dashboards).where(eq(dashboards.id, dashboardId))
    await deleteUnplaced(tx, member.projectId, placements)
  })
}

/** Puts a new widget below the others. Throws `access_denied` and what creating a widget throws. */
export async function addDashboardTile(
  ctx: PlatformContext,
  {
    dashboardId,
    widget,
    size,
    ...member
  }: DashboardOf & {
    readonly widget: DashboardWidgetDraft
    readonly size: { readonly width?: number | undefined; readonly height?: number | undefined }
  },
): Promise<{ id: string }> {
  await requireWrite(ctx, member)
  const { projectId } = member
  return ctx.metadata.db.transaction(async (tx) => {
    const { id: widgetId } = await createDashboardWidget(ctx, { projectId, widget, ofTile: true }, tx)
    const placement = { type: 'widget', widgetId, ...size } as const
    const { id } = await putOn(ctx, tx, { projectId, dashboardId, placement })
    return { id }
  })
}

/** With the widget that was made for it, unless that stands on another dashboard. Throws `access_denied`. */
export async function removeDashboardTile(
  ctx: PlatformContext,
  { dashboardId, tileId, ...member }: DashboardOf & { readonly tileId: string },
): Promise<void> {
  await requireWrite(ctx, member)
  const { projectId } = member
  await ctx.metadata.db.transaction(async (tx) => {
    const removed = await takeOff(ctx, tx, { projectId, dashboardId, placementId: tileId })
    await deleteUnplaced(tx, projectId, [removed])
  })
}

/** Changes a widget wherever it stands. Throws `access_denied`, and what updating a widget throws. */
export async function changeProjectWidget(
  ctx: PlatformContext,
  {
    widgetId,
    widget,
    ...member
  }: Member & { readonly widgetId: string; readonly widget: DashboardWidgetDraft },
): Promise<void> {
  await requireWrite(ctx, member)
  await updateDashboardWidget(ctx, { projectId: member.projectId, widgetId, changes: widget })
}

async function requireWrite(ctx: PlatformContext, member: Member): Promise<void> {
  await requireProjectAccess(ctx, { ...member, scope: 'dashboards:write' })
}

const widgetIdsOf = (placements: readonly DashboardPlacement[]) =>
  placements.flatMap((tile) => (tile.type === 'widget' ? [tile.widgetId] : []))

async function readWidgets(
  ctx: PlatformContext,
  projectId: string,
  placements: readonly DashboardPlacement[],
): Promise<ReadonlyMap<string, DashboardWidget>> {
  const ids = widgetIdsOf(placements)
  if (ids.length === 0) return new Map()
  const rows = await ctx.metadata.db
    .select()
    .from(dashboardWidgets)
    .where(and(eq(dashboardWidgets.projectId, projectId), inArray(dashboardWidgets.id, ids)))
  return new Map(rows.map((row) => [row.id, toWidget(row)]))
}

async function deleteUnplaced(
  tx: Transaction,
  projectId: string,
  placements: readonly DashboardPlacement[],
): Promise<void> {
  const ids = widgetIdsOf(placements)
  if (ids.length === 0) return
  const elsewhere = tx
    .select({ id: dashboardPlacements.id })
    .from(dashboardPlacements)
    .where(eq(dashboardPlacements.widgetId, dashboardWidgets.id))
  await tx
    .delete(dashboardWidgets)
    .where(
      and(
        eq(dashboardWidgets.projectId, projectId),
        eq(dashboardWidgets.ofTile, true),
        inArray(dashboardWidgets.id, ids),
        notExists(elsewhere),
      ),
    )
}

async function nameOwners(ctx: PlatformContext, of: readonly Dashboard[]) {
  const names = await nameUsers(
    ctx,
    of.flatMap(({ createdBy }) => createdBy ?? []),
  )
  return ({ createdBy }: Dashboard) => (createdBy === null ? null : (names.get(createdBy) ?? null))
}
