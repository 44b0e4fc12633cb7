import { index, text } from 'drizzle-orm/pg-core'
import { createdAt, kansoku, updatedAt } from './kansoku-schema.ts'
import { projects } from './organizations.ts'

export const commentObjectType = kansoku.enum('comment_object_type', [
  'TRACE',
  'OBSERVATION',
  'SESSION',
  'PROMPT',
])

/** What people say about a trace and the like. The object may lie in another store, so nothing refers to it. */
export const comments = kansoku.table(
  'comments',
  {
    id: text('id').primaryKey(),
    projectId: text('project_id')
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    objectType: commentObjectType('object_type').notNull(),
    objectId: text('object_id').notNull(),
    content: text('content').notNull(),
    /** Stays when the account is deleted. */
    authorUserId: text('author_user_id'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    index('comments_object').on(table.projectId, table.objectType, table.objectId),
    index('comments_created_at').on(table.projectId, table.createdAt),
  ],
)
