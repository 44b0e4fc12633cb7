import { index, integer, text } from 'drizzle-orm/pg-core'
import { instant, kansoku } from './kansoku-schema.ts'
import { projects } from './organizations.ts'

/** What each run of the retention job removed from a project. */
export const retentionRuns = kansoku.table(
  'retention_runs',
  {
    id: text('id').primaryKey(),
    projectId: text('project_id')
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    ranAt: instant('ran_at').notNull(),
    /** What began earlier was removed. */
    before: instant('before').notNull(),
    traces: integer('traces').notNull(),
    observations: integer('observations').notNull(),
    scores: integer('scores').notNull(),
    comments: integer('comments').notNull(),
    media: integer('media').notNull(),
  },
  (table) => [index('retention_runs_ran_at').on(table.projectId, table.ranAt)],
)
