import { KansokuError, type PublicComment } from '@kansoku/contracts'
import { comments } from '@kansoku/storage'
import { and, asc, count, eq, gte, lt } from 'drizzle-orm'
import type { PlatformContext } from '../context.ts'

export type Comment = typeof comments.$inferSelect

interface CommentSelection {
  readonly projectId: string
  readonly objectType: PublicComment['objectType'] | undefined
  readonly objectId: string | undefined
  readonly authorUserId: string | undefined
  /** ISO 8601; `from` included, `to` not. */
  readonly from: string | undefined
  readonly to: string | undefined
  readonly limit: number
  readonly offset: number
}

/** A page of the project's comments, oldest first. */
export async function listComments(
  ctx: PlatformContext,
  selection: CommentSelection,
): Promise<{ comments: readonly Comment[]; totalItems: number }> {
  const where = conditionOf(selection)
  const [rows, [total]] = await Promise.all([
    ctx.metadata.db
      .select()
      .from(comments)
      .where(where)
      .orderBy(asc(comments.createdAt), asc(comments.id))
      .limit(selection.limit)
      .offset(selection.offset),
    ctx.metadata.db.select({ items: count() }).from(comments).where(where),
  ])
  return { comments: rows, totalItems: total?.items ?? 0 }
}

function conditionOf({ projectId, objectType, objectId, authorUserId, from, to }: CommentSelection) {
  return and(
    eq(comments.projectId, projectId),
    objectType === undefined ? undefined : eq(comments.objectType, objectType),
    objectId === undefined ? undefined : eq(comments.objectId, objectId),
    authorUserId === undefined ? undefined : eq(comments.authorUserId, authorUserId),
    from === undefined ? undefined : gte(comments.createdAt, new Date(from)),
    to === undefined ? undefined : lt(comments.createdAt, new Date(to)),
  )
}

/** Throws `not_found`. */
export async function getComment(
  ctx: PlatformContext,
  { projectId, commentId }: { projectId: string; commentId: string },
): Promise<Comment> {
  const [comment] = await ctx.metadata.db
    .select()
    .from(comments)
    .where(and(eq(comments.id, commentId), eq(comments.projectId, projectId)))
  if (!comment) throw new KansokuError('not_found', 'Comment not found within authorized project')
  return comment
}
