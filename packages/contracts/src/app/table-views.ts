import { z } from 'zod'
import { defineRoute } from '../http/route.ts'
import { shortName } from '../langfuse/dashboard-widget.ts'
import { storableText } from '../langfuse/storable.ts'
import { projectParams } from './time-range.ts'

/** Lists that views are kept of. */
export const viewedLists = ['traces', 'observations', 'sessions', 'users'] as const
export type ViewedList = (typeof viewedLists)[number]

export const rowHeights = ['compact', 'comfortable', 'tall'] as const

const name = storableText.min(1).max(100)
const values = z.array(storableText.max(1000)).max(100).readonly()
const mostNames = (most: number) => (record: object) => Object.keys(record).length <= most

/** How a table is shaped, over the way it comes: what is absent stays as it comes. Columns are named by their ids. */
export const tableLayout = z
  .object({
    order: z.array(name).max(100).readonly(),
    shown: z.record(name, z.boolean()).refine(mostNames(100)),
    pinned: z.array(name).max(100).readonly(),
    rowHeight: z.enum(rowHeights),
  })
  .partial()
export type TableLayout = z.output<typeof tableLayout>

const state = {
  /** Parameters of the list's address: filters and order, no time range. */
  search: z.record(name, values).refine(mostNames(50)),
  layout: tableLayout,
}

const tableView = z.object({
  id: z.string(),
  name: z.string(),
  isShared: z.boolean(),
  /** Whether the reader may change it. */
  mayChange: z.boolean(),
  /** Name or e-mail address of who made it; null: the reader did, or the account is gone. */
  owner: z.string().nullable(),
  ...state,
})
export type TableView = z.output<typeof tableView>

const path = '/api/app/projects/:projectId/table-views/:list'
const listParams = projectParams.extend({ list: z.enum(viewedLists) })
const viewParams = listParams.extend({ viewId: storableText })
const nothing = z.object({})

export const listTableViews = defineRoute({
  method: 'GET',
  path,
  summary: 'Views of a list that the reader sees: their own and those shared with the project, by name',
  params: listParams,
  response: z.object({
    views: z.array(tableView),
    /** Ids of the views that the list opens with; the personal one counts first. */
    defaults: z.object({ personal: z.string().nullable(), project: z.string().nullable() }),
    /** Whether the reader may share views and choose the default of the project. */
    mayShare: z.boolean(),
  }),
})
export type TableViews = z.output<typeof listTableViews.response>

export const createTableView = defineRoute({
  method: 'POST',
  path,
  summary: 'Keeps what a list is set to under a name',
  params: listParams,
  body: z.object({ name: shortName, isShared: z.boolean(), ...state }),
  response: z.object({ id: z.string() }),
})

export const changeTableView = defineRoute({
  method: 'PATCH',
  path: `${path}/:viewId`,
  summary: 'Renames a view, shares it or replaces what it holds',
  params: viewParams,
  body: z.object({ name: shortName, isShared: z.boolean(), ...state }).partial(),
  response: nothing,
})

export const deleteTableView = defineRoute({
  method: 'DELETE',
  path: `${path}/:viewId`,
  summary: 'Deletes a view',
  params: viewParams,
  response: nothing,
})

export const setDefaultTableView = defineRoute({
  method: 'PUT',
  path: `${path}/:viewId/default`,
  summary: 'Says whether the list opens with a view, for its reader or for the project',
  params: viewParams,
  body: z.object({ for: z.enum(['me', 'project']), isDefault: z.boolean() }),
  response: nothing,
})
