import { z } from 'zod'
import { defineRoute } from '../http/route.ts'
import { gridCell, mostTiles } from '../langfuse/dashboard.ts'
import { longText, shortName, storableFilters, widgetQuestion } from '../langfuse/dashboard-widget.ts'
import { asJson, metricsAggregations, metricsGranularities, metricsViewsV2 } from '../langfuse/metrics.ts'
import { storableText } from '../langfuse/storable.ts'
import { projectParams } from './time-range.ts'

/** A chart with its name, as people write, export and import it. */
const widget = widgetQuestion.extend({ name: shortName, description: longText })
export type DashboardWidgetDraft = z.output<typeof widget>

/** A dashboard with all that it needs to be made elsewhere. */
export const dashboardDocument = z.object({
  name: shortName,
  description: longText,
  filters: storableFilters,
  tiles: z.array(gridCell.extend({ widget })).max(mostTiles),
})
export type DashboardDocument = z.output<typeof dashboardDocument>

const tile = gridCell.extend({
  id: z.string(),
  /** Null where the tile is a preset. */
  widget: widget.extend({ id: z.string() }).nullable(),
  /** Which one: known to who made it, and perhaps to the reader. */
  presetId: z.string().nullable(),
})
export type DashboardTile = z.output<typeof tile>

const head = {
  id: z.string(),
  name: z.string(),
  description: z.string(),
  /** Name or e-mail address of who made it; null: made by a key, or the account is gone. */
  owner: z.string().nullable(),
  /** Whether a key made it. */
  isOfKey: z.boolean(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
}
const listed = z.object({ ...head, tileCount: z.number() })
export type ListedDashboard = z.output<typeof listed>

const path = '/api/app/projects/:projectId/dashboards'
const dashboardParams = projectParams.extend({ dashboardId: storableText })
const tileParams = dashboardParams.extend({ tileId: storableText })
const nothing = z.object({})

export const listProjectDashboards = defineRoute({
  method: 'GET',
  path,
  summary: 'Dashboards of a project, the latest changed first',
  params: projectParams,
  response: z.object({
    dashboards: z.array(listed),
    /** Whether the reader may create and change dashboards. */
    mayChange: z.boolean(),
  }),
})

export const importProjectDashboard = defineRoute({
  method: 'POST',
  path,
  summary: 'Creates a dashboard with widgets of its own',
  params: projectParams,
  body: dashboardDocument,
  response: z.object({ id: z.string() }),
})

export const getProjectDashboard = defineRoute({
  method: 'GET',
  path: `${path}/:dashboardId`,
  summary: 'A dashboard with its tiles and their widgets',
  params: dashboardParams,
  response: z.object({ ...head, filters: storableFilters, tiles: z.array(tile), mayChange: z.boolean() }),
})

export const changeProjectDashboard = defineRoute({
  method: 'PATCH',
  path: `${path}/:dashboardId`,
  summary: 'Renames a dashboard, changes its filters or moves its tiles',
  params: dashboardParams,
  body: z
    .object({
      name: shortName,
      description: longText,
      filters: storableFilters,
      /** Tiles that are not named stay where they are. */
      layout: z.array(gridCell.extend({ id: storableText })).max(mostTiles),
    })
    .partial(),
  response: nothing,
})

export const deleteProjectDashboard = defineRoute({
  method: 'DELETE',
  path: `${path}/:dashboardId`,
  summary: 'Deletes a dashboard with the widgets that stand on no other',
  params: dashboardParams,
  response: nothing,
})

export const addDashboardTile = defineRoute({
  method: 'POST',
  path: `${path}/:dashboardId/tiles`,
  summary: 'Puts a new widget below the others',
  params: dashboardParams,
  body: gridCell.pick({ width: true, height: true }).partial().extend({ widget }),
  response: z.object({ id: z.string() }),
})

export const removeDashboardTile = defineRoute({
  method: 'DELETE',
  path: `${path}/:dashboardId/tiles/:tileId`,
  summary: 'Removes a tile, and its widget unless that stands on another dashboard',
  params: tileParams,
  response: nothing,
})

export const changeProjectWidget = defineRoute({
  method: 'PUT',
  path: '/api/app/projects/:projectId/dashboard-widgets/:widgetId',
  summary: 'Changes a widget wherever it stands',
  params: projectParams.extend({ widgetId: storableText }),
  body: widget,
  response: nothing,
})

const value = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()])
/** A figure, or a histogram: `[lower, upper, height]`. */
const figure = z.union([z.number(), z.array(z.tuple([z.number(), z.number(), z.number()])), z.null()])

/**
 * What a widget shows. Rows have a value for each dimension in `of` and for each metric in `values`. Courses over time
 * hold the largest groups; where those add up, the others follow as one whose `of` is null.
 */
export const getWidgetData = defineRoute({
  method: 'GET',
  path: '/api/app/projects/:projectId/widget-data',
  summary: 'Answers the question of a widget, stored or not',
  params: projectParams,
  query: z.object({
    query: asJson(
      z.object({
        widget: widgetQuestion,
        from: z.iso.datetime({ offset: true }),
        to: z.iso.datetime({ offset: true }),
        /** Of the dashboard. */
        filters: storableFilters,
      }),
    ),
  }),
  response: z.object({
    /** Null where the chart is no course over time. */
    granularity: z.enum(metricsGranularities).exclude(['auto']).nullable(),
    /** Beginnings of all buckets of the range, in order. */
    times: z.array(z.iso.datetime()),
    rows: z.array(
      z.object({
        time: z.iso.datetime().nullable(),
        of: z.array(value).nullable(),
        values: z.array(figure),
      }),
    ),
    /** Groups that are left out, or in the rest. */
    omittedGroups: z.number(),
    /** Whether a course over time has too many points: those at the end of the range are missing. */
    isCut: z.boolean(),
    /** Columns of the dashboard's filters that the view does not have. */
    ignoredFilters: z.array(z.string()),
  }),
})
export type WidgetData = z.output<typeof getWidgetData.response>

/** What widgets can ask of each view. */
export const listWidgetFields = defineRoute({
  method: 'GET',
  path: '/api/app/projects/:projectId/widget-fields',
  summary: 'Views with their dimensions and measures',
  params: projectParams,
  response: z.object({
    views: z.array(
      z.object({
        view: z.enum(metricsViewsV2),
        dimensions: z.array(
          z.object({
            field: z.string(),
            type: z.enum(['text', 'number', 'flag', 'texts']),
            /** Only in charts that are no course over time. */
            highCardinality: z.boolean(),
            /** Whether conditions can name it. */
            filterable: z.boolean(),
          }),
        ),
        measures: z.array(
          z.object({
            measure: z.string(),
            aggregations: z.array(z.enum(metricsAggregations)),
            requiredDimension: z.string().nullable(),
          }),
        ),
      }),
    ),
  }),
})
export type WidgetFields = z.output<typeof listWidgetFields.response>['views'][number]
