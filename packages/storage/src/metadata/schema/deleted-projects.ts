import { text } from 'drizzle-orm/pg-core'
import { instant, kansoku } from './kansoku-schema.ts'

/** Projects whose telemetry is still to be removed: it lies in another store. */
export const deletedProjects = kansoku.table('deleted_projects', {
  id: text('id').primaryKey(),
  deletedAt: instant('deleted_at').notNull(),
})
