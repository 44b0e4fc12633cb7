import { KansokuError } from '@kansoku/contracts'
import { askObservationIdsOfTraces, objectExists } from '@kansoku/query'
import { comments } from '@kansoku/storage'
import { and, asc, eq } from 'drizzle-orm'
import { requireProjectAccess } from '../access/require-project-access.ts'
import { listProjectPeople, nameUsers, type Person } from '../accounts/project-people.ts'
import type { CommentsContext } from './comments-context.ts'
import { onTraces } from './comments-on-traces.ts'
import { createComment } from './create-comment.ts'
import { deleteComments } from './delete-comments.ts'
import { findMentions, keepMentions } from './keep-mentions.ts'
import type { Comment } from './read-comments.ts'

interface Reader {
  readonly userId: string
  readonly projectId: string
}
type OfTrace = Reader & { readonly traceId: string }
type OneComment = Reader & { readonly commentId: string }

/** What is said about a trace and its observations, and who can be mentioned there. */
export interface TraceDiscussion {
  readonly comments: readonly (Comment & { readonly author: Person | null })[]
  readonly members: readonly Person[]
}

/** More are not for people to look at; the public API pages through them. */
const mostShown = 1000

/** Oldest first. */
export async function listTraceComments(
  ctx: CommentsContext,
  { projectId, traceId }: { projectId: string; traceId: string },
): Promise<TraceDiscussion> {
  const observations = await askObservationIdsOfTraces(ctx.analytics, { projectId, traceIds: [traceId] })
  const observationIds = observations.flatMap(({ ids }) => ids)
  const [rows, members] = await Promise.all([
    ctx.metadata.db
      .select()
      .from(comments)
      .where(onTraces({ projectId, traceIds: [traceId], observationIds }))
      .orderBy(asc(comments.createdAt), asc(comments.id))
      .limit(mostShown),
    listProjectPeople(ctx, { projectId }),
  ])
  const names = await nameUsers(
    ctx,
    rows.flatMap(({ authorUserId }) => authorUserId ?? []),
  )
  const authorOf = ({ authorUserId }: Comment): Person | null => {
    const name = authorUserId === null ? undefined : names.get(authorUserId)
    return authorUserId === null || name === undefined ? null : { id: authorUserId, name }
  }
  return { comments: rows.map((comment) => ({ ...comment, author: authorOf(comment) })), members }
}

/** Throws `access_denied`, and `not_found` when there is nothing to comment on. */
export async function createOwnComment(
  ctx: CommentsContext,
  comment: OfTrace & { readonly observationId: string | null; readonly content: string },
): Promise<{ id: string }> {
  const { userId, projectId, traceId, observationId, content } = comment
  await requireProjectAccess(ctx, { userId, projectId, scope: 'traces:annotate' })
  if (observationId !== null) {
    const key = { projectId, type: 'OBSERVATION', id: observationId, traceId } as const
    if (!(await objectExists(ctx.analytics, key)))
      throw new KansokuError('not_found', `OBSERVATION: ${observationId} not found`)
  }
  const object =
    observationId === null
      ? { objectType: 'TRACE' as const, objectId: traceId }
      : { objectType: 'OBSERVATION' as const, objectId: observationId }
  return createComment(ctx, { projectId, comment: { projectId, ...object, content, authorUserId: userId } })
}

/** Tells whom the comment names since. Throws `access_denied`, and `not_found` also for comments of others. */
export async function changeOwnComment(
  ctx: CommentsContext,
  { content, ...one }: OneComment & { readonly content: string },
): Promise<void> {
  await requireProjectAccess(ctx, { ...one, scope: 'traces:annotate' })
  const [before] = await ctx.metadata.db.select().from(comments).where(isOwn(one))
  if (!before) throw commentNotFound(one)
  const mentions = await findMentions(ctx, { ...before, content })
  const now = ctx.clock.now()
  await ctx.metadata.db.transaction(async (tx) => {
    const changed = await tx
      .update(comments)
      .set({ content, updatedAt: now })
      .where(isOwn(one))
      .returning({ id: comments.id })
    if (changed.length === 0) throw commentNotFound(one)
    await keepMentions(tx, before, { mentions, now })
  })
}

/** Throws as `changeOwnComment` does. */
export async function deleteOwnComment(ctx: CommentsContext, one: OneComment): Promise<void> {
  await requireProjectAccess(ctx, { ...one, scope: 'traces:annotate' })
  const deleted = await deleteComments(ctx, one.projectId, isOwn(one))
  if (deleted === 0) throw commentNotFound(one)
}

function isOwn({ userId, projectId, commentId }: OneComment) {
  return and(eq(comments.id, commentId), eq(comments.projectId, projectId), eq(comments.authorUserId, userId))
}

function commentNotFound({ commentId }: OneComment): KansokuError {
  return new KansokuError('not_found', `Comment ${commentId} not found`)
}
