import { boolean, foreignKey, index, integer, jsonb, primaryKey, text, unique } from 'drizzle-orm/pg-core'
import { createdAt, kansoku, updatedAt } from './kansoku-schema.ts'
import { projects } from './organizations.ts'

const projectId = () =>
  text('project_id')
    .notNull()
    .references(() => projects.id, { onDelete: 'cascade' })

/** A chart: what it asks of the metrics and how it is drawn. It stands on any number of dashboards. */
export const dashboardWidgets = kansoku.table(
  'dashboard_widgets',
  {
    id: text('id').primaryKey(),
    projectId: projectId(),
    name: text('name').notNull(),
    description: text('description').notNull(),
    view: text('view').notNull(),
    dimensions: jsonb('dimensions').$type<readonly unknown[]>().notNull(),
    metrics: jsonb('metrics').$type<readonly unknown[]>().notNull(),
    filters: jsonb('filters').$type<readonly unknown[]>().notNull(),
    chartType: text('chart_type').notNull(),
    chartConfig: jsonb('chart_config').$type<unknown>().notNull(),
    /** Made with a tile, and gone with the last one that shows it. */
    ofTile: boolean('of_tile').notNull().default(false),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    index('dashboard_widgets_project_id').on(table.projectId, table.updatedAt),
    // What placements refer to, so that none shows a widget of another project.
    unique('dashboard_widgets_in_project').on(table.projectId, table.id),
  ],
)

export const dashboards = kansoku.table(
  'dashboards',
  {
    id: text('id').primaryKey(),
    projectId: projectId(),
    name: text('name').notNull(),
    description: text('description').notNull(),
    /** Conditions that hold for every widget. */
    filters: jsonb('filters').$type<readonly unknown[]>().notNull(),
    /** The account; null where a key of the API made it. Stays when the account is deleted. */
    createdBy: text('created_by'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    index('dashboards_project_id').on(table.projectId, table.updatedAt),
    unique('dashboards_in_project').on(table.projectId, table.id),
  ],
)

/** A tile on a dashboard's grid of twelve columns: a widget, or a preset by its name. */
export const dashboardPlacements = kansoku.table(
  'dashboard_placements',
  {
    dashboardId: text('dashboard_id').notNull(),
    /** Unique on its dashboard only: clients choose it. */
    id: text('id').notNull(),
    /** With the project goes the tile, before anything asks whether its widget is still there. */
    projectId: projectId(),
    widgetId: text('widget_id'),
    presetId: text('preset_id'),
    x: integer('x').notNull(),
    y: integer('y').notNull(),
    width: integer('width').notNull(),
    height: integer('height').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.dashboardId, table.id] }),
    index('dashboard_placements_widget_id').on(table.widgetId),
    foreignKey({
      name: 'dashboard_placements_dashboard',
      columns: [table.projectId, table.dashboardId],
      foreignColumns: [dashboards.projectId, dashboards.id],
    }).onDelete('cascade'),
    // Not `restrict`: that would also stand in the way of a project that is deleted with all it has.
    foreignKey({
      name: 'dashboard_placements_widget',
      columns: [table.projectId, table.widgetId],
      foreignColumns: [dashboardWidgets.projectId, dashboardWidgets.id],
    }),
  ],
)
