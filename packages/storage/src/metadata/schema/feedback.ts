import { index, text } from 'drizzle-orm/pg-core'
import { createdAt, kansoku } from './kansoku-schema.ts'
import { projects } from './organizations.ts'

/** What users say about the product itself. It is kept here for the operator and goes nowhere else. */
export const feedback = kansoku.table(
  'feedback',
  {
    id: text('id').primaryKey(),
    projectId: text('project_id')
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    apiKeyId: text('api_key_id').notNull(),
    targetType: text('target_type').notNull(),
    target: text('target').notNull(),
    feedback: text('feedback').notNull(),
    goal: text('goal'),
    referenceUrl: text('reference_url'),
    createdAt: createdAt(),
  },
  (table) => [index('feedback_project_id').on(table.projectId, table.createdAt)],
)
