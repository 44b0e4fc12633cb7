import { index, primaryKey, text } from 'drizzle-orm/pg-core'
import { users } from './accounts.ts'
import { createdAt, instant, kansoku, updatedAt } from './kansoku-schema.ts'
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

/** Members whom a comment names, each once however often it is changed. */
export const commentMentions = kansoku.table(
  'comment_mentions',
  {
    commentId: text('comment_id')
      .notNull()
      .references(() => comments.id, { onDelete: 'cascade' }),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** Where it stands: that of an observation does not follow from the comment. */
    traceId: text('trace_id').notNull(),
    createdAt: createdAt(),
    /** Null: not seen yet. */
    readAt: instant('read_at'),
  },
  (table) => [
    primaryKey({ columns: [table.commentId, table.userId] }),
    index('comment_mentions_user_id').on(table.userId, table.createdAt),
  ],
)
