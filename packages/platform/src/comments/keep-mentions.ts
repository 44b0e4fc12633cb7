import { mentionedIds } from '@kansoku/contracts'
import { askObservationKey } from '@kansoku/query'
import { commentMentions } from '@kansoku/storage'
import { and, eq, isNull, notInArray } from 'drizzle-orm'
import { listProjectPeople } from '../accounts/project-people.ts'
import type { Transaction } from '../context.ts'
import { announceMentions } from './announce-mentions.ts'
import type { CommentsContext } from './comments-context.ts'
import type { Comment } from './read-comments.ts'

type Said = Pick<Comment, 'projectId' | 'objectType' | 'objectId' | 'content' | 'authorUserId'>

interface Mention {
  readonly userId: string
  readonly traceId: string
}

/** Whom a comment names: people of its project, but not who wrote it. None where no page shows the comment. */
export async function findMentions(ctx: CommentsContext, comment: Said): Promise<readonly Mention[]> {
  const ids = mentionedIds(comment.content).filter((id) => id !== comment.authorUserId)
  if (ids.length === 0) return []
  const [traceId, people] = await Promise.all([traceOf(ctx, comment), listProjectPeople(ctx, comment)])
  if (traceId === undefined) return []
  return people.filter(({ id }) => ids.includes(id)).map(({ id }) => ({ userId: id, traceId }))
}

async function traceOf(
  { analytics }: CommentsContext,
  { projectId, objectType, objectId }: Said,
): Promise<string | undefined> {
  if (objectType === 'TRACE') return objectId
  if (objectType !== 'OBSERVATION') return undefined
  const [key] = await askObservationKey(analytics, { projectId, observationId: objectId })
  return key?.trace_id
}

/** Who was told of the comment before is not told again; who has not seen it yet and is no longer named never will be. */
export async function keepMentions(
  tx: Transaction,
  comment: { readonly id: string; readonly projectId: string },
  { mentions, now }: { readonly mentions: readonly Mention[]; readonly now: Date },
): Promise<void> {
  const commentId = comment.id
  const named = mentions.map(({ userId }) => userId)
  const forgotten = await tx
    .delete(commentMentions)
    .where(
      and(
        eq(commentMentions.commentId, commentId),
        isNull(commentMentions.readAt),
        notInArray(commentMentions.userId, named),
      ),
    )
    .returning({ userId: commentMentions.userId })
  if (mentions.length > 0)
    await tx
      .insert(commentMentions)
      .values(mentions.map((mention) => ({ ...mention, commentId, createdAt: now })))
      .onConflictDoNothing()
  // Who was named before reads another text now.
  await announceMentions(tx, comment.projectId, [...named, ...forgotten.map(({ userId }) => userId)])
}
