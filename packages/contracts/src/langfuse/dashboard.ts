import { z } from 'zod'
import { defineRoute } from '../http/route.ts'
import { longText, shortName, storableFilters } from './dashboard-widget.ts'
import { instantField, text } from './read-fields.ts'
import { pageMeta, pageParams } from './read-params.ts'
import { storableText } from './storable.ts'

/** Columns of the grid. */
export const gridColumns = 12
/** The last row that a tile may begin in. */
export const farthestRow = 10_000
/** Most tiles of a dashboard. */
export const mostTiles = 200

const cell = {
  x: z
    .int()
    .min(0)
    .max(gridColumns - 1),
  /** Grows downwards. */
  y: z.int().min(0).max(farthestRow),
  width: z.int().min(1).max(gridColumns),
  height: z.int().min(1).max(100),
}
/** Where a tile stands, in cells of the grid, and how large it is. Tiles may overlap. */
export const gridCell = z.object(cell)
export type GridCell = z.output<typeof gridCell>

const placementId = storableText.min(1).max(200)
const widgetTile = z.object({ type: z.literal('widget'), id: placementId, widgetId: storableText, ...cell })
const presetTile = z.object({ type: z.literal('preset'), id: placementId, presetId: shortName, ...cell })

const placement = z.discriminatedUnion('type', [widgetTile, presetTile])
export type DashboardPlacement = z.output<typeof placement>

const definition = z.object({
  widgets: z
    .array(placement)
    .max(mostTiles)
    .refine(
      (tiles) => new Set(tiles.map(({ id }) => id)).size === tiles.length,
      'Ids of placements must be unique on a dashboard',
    ),
})

const publicDashboard = z.object({
  id: text,
  createdAt: instantField,
  updatedAt: instantField,
  name: text,
  description: text,
  definition,
  /** They hold for every widget. */
  filters: storableFilters,
})
export type PublicDashboard = z.output<typeof publicDashboard>

const createBody = z.object({
  name: shortName,
  description: longText.nullish(),
  definition: definition.nullish(),
  filters: storableFilters.nullish(),
})
export type DashboardBody = z.output<typeof createBody>

const updateBody = createBody
  .partial()
  .extend({ name: shortName.nullish() })
  .refine(
    (changes) => Object.values(changes).some((value) => value !== undefined),
    'At least one field must be provided',
  )
export type DashboardChanges = z.output<typeof updateBody>

const wantedCell = {
  x: cell.x.nullish(),
  y: cell.y.nullish(),
  width: cell.width.nullish(),
  height: cell.height.nullish(),
}
const wantedPlacement = z.discriminatedUnion('type', [
  widgetTile.extend({ ...wantedCell, id: placementId.nullish() }),
  presetTile.extend({ ...wantedCell, id: placementId.nullish() }),
])
export type DashboardPlacementBody = z.output<typeof wantedPlacement>

const movedPlacement = z
  .object(wantedCell)
  .refine((changes) => Object.values(changes).some((value) => value != null), {
    message: 'At least one field must be provided',
  })
export type DashboardPlacementChanges = z.output<typeof movedPlacement>

const path = '/api/public/unstable/dashboards'
const dashboardParams = z.object({ dashboardId: storableText })
const placementParams = dashboardParams.extend({ placementId: storableText })
const message = z.object({ message: text })

export const listDashboards = defineRoute({
  method: 'GET',
  path,
  summary: 'Dashboards of the project, the latest changed first',
  query: z.object(pageParams),
  response: z.object({ data: z.array(publicDashboard), meta: pageMeta }),
})

export const createDashboard = defineRoute({
  method: 'POST',
  path,
  summary: 'Creates a dashboard, with widgets that exist if it is to show some from the start',
  body: createBody,
  response: publicDashboard,
})

export const getDashboard = defineRoute({
  method: 'GET',
  path: `${path}/:dashboardId`,
  summary: 'One dashboard with its placements',
  params: dashboardParams,
  response: publicDashboard,
})

export const updateDashboard = defineRoute({
  method: 'PATCH',
  path: `${path}/:dashboardId`,
  summary: 'Changes a dashboard; what is absent stays, a definition replaces all placements',
  params: dashboardParams,
  body: updateBody,
  response: publicDashboard,
})

export const deleteDashboard = defineRoute({
  method: 'DELETE',
  path: `${path}/:dashboardId`,
  summary: 'Deletes a dashboard; its widgets stay',
  params: dashboardParams,
  response: message,
})

export const addDashboardPlacement = defineRoute({
  method: 'POST',
  path: `${path}/:dashboardId/placements`,
  summary: 'Places a widget on a dashboard, below all others unless a position is given',
  params: dashboardParams,
  body: wantedPlacement,
  response: placement,
})

export const updateDashboardPlacement = defineRoute({
  method: 'PATCH',
  path: `${path}/:dashboardId/placements/:placementId`,
  summary: 'Moves or resizes a tile',
  params: placementParams,
  body: movedPlacement,
  response: placement,
})

export const deleteDashboardPlacement = defineRoute({
  method: 'DELETE',
  path: `${path}/:dashboardId/placements/:placementId`,
  summary: 'Takes a tile off a dashboard; its widget stays',
  params: placementParams,
  response: message,
})
