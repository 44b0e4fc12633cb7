import { boolean, doublePrecision, index, jsonb, text } from 'drizzle-orm/pg-core'
import { createdAt, kansoku, updatedAt } from './kansoku-schema.ts'
import { projects } from './organizations.ts'

export const scoreConfigDataType = kansoku.enum('score_config_data_type', [
  'NUMERIC',
  'CATEGORICAL',
  'BOOLEAN',
  'TEXT',
])

/** What scores of a name may be. A config is never deleted, only archived: scores go on naming it. */
export const scoreConfigs = kansoku.table(
  'score_configs',
  {
    id: text('id').primaryKey(),
    projectId: text('project_id')
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    dataType: scoreConfigDataType('data_type').notNull(),
    isArchived: boolean('is_archived').notNull().default(false),
    /** Bounds of NUMERIC scores, both included; null: none. */
    minValue: doublePrecision('min_value'),
    maxValue: doublePrecision('max_value'),
    /** Of CATEGORICAL and BOOLEAN scores. */
    categories: jsonb('categories').$type<readonly { readonly label: string; readonly value: number }[]>(),
    description: text('description'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [index('score_configs_project_id').on(table.projectId, table.createdAt)],
)
