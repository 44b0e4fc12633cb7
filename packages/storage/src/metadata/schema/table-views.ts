import { boolean, foreignKey, index, jsonb, primaryKey, text, unique } from 'drizzle-orm/pg-core'
import { users } from './accounts.ts'
import { createdAt, kansoku, updatedAt } from './kansoku-schema.ts'
import { projects } from './organizations.ts'

const projectId = () =>
  text('project_id')
    .notNull()
    .references(() => projects.id, { onDelete: 'cascade' })

/** What somebody has set a list to: its filters, order, columns and height of rows, under a name. */
export const tableViews = kansoku.table(
  'table_views',
  {
    id: text('id').primaryKey(),
    projectId: projectId(),
    /** Which list it is of. */
    listName: text('list_name').notNull(),
    name: text('name').notNull(),
    /** The account; null where it is gone and its view was shared. */
    ownerId: text('owner_id').references(() => users.id, { onDelete: 'set null' }),
    /** Seen by all of the project, else by its owner alone. */
    isShared: boolean('is_shared').notNull(),
    /** The list opens with it for those who have chosen no other. */
    isProjectDefault: boolean('is_project_default').notNull().default(false),
    /** Parameters of the address. */
    search: jsonb('search').$type<unknown>().notNull(),
    layout: jsonb('layout').$type<unknown>().notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    index('table_views_project_id').on(table.projectId, table.listName),
    unique('table_views_in_list').on(table.projectId, table.listName, table.id),
  ],
)

/** The view that somebody's list opens with. */
export const tableViewDefaults = kansoku.table(
  'table_view_defaults',
  {
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    projectId: projectId(),
    listName: text('list_name').notNull(),
    viewId: text('view_id').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.projectId, table.listName] }),
    foreignKey({
      name: 'table_view_defaults_view',
      columns: [table.projectId, table.listName, table.viewId],
      foreignColumns: [tableViews.projectId, tableViews.listName, tableViews.id],
    }).onDelete('cascade'),
  ],
)
