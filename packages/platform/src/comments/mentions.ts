import { commentMentions, comments } from '@kansoku/storage'
import { and, count, desc, eq, inArray, isNull } from 'drizzle-orm'
import { requireProjectAccess } from '../access/require-project-access.ts'
import { nameUsers } from '../accounts/project-people.ts'
import type { PlatformContext } from '../context.ts'
import { announceMentions } from './announce-mentions.ts'

interface Reader {
  readonly userId: string
  readonly projectId: string
}

/** More are not for people to look through. */
const mostShown = 50

/** Comments of the project that name the reader, latest first. Throws `not_found`. */
export async function listMentions(ctx: PlatformContext, reader: Reader) {
  await requireProjectAccess(ctx, reader)
  const [rows, [unread]] = await Promise.all([
    ctx.metadata.db
      .select({ comment: comments, mention: commentMentions })
      .from(commentMentions)
      .innerJoin(comments, eq(comments.id, commentMentions.commentId))
      .where(areOf(reader))
      .orderBy(desc(commentMentions.createdAt), desc(commentMentions.commentId))
      .limit(mostShown),
    ctx.metadata.db
      .select({ mentions: count() })
      .from(commentMentions)
      .innerJoin(comments, eq(comments.id, commentMentions.commentId))
      .where(and(areOf(reader), isNull(commentMentions.readAt))),
  ])
  const names = await nameUsers(
    ctx,
    rows.flatMap(({ comment }) => comment.authorUserId ?? []),
  )
  const authorOf = (id: string | null) => (id === null ? null : (names.get(id) ?? null))
  return {
    mentions: rows.map(({ comment, mention }) => ({
      ...{ comment, traceId: mention.traceId, author: authorOf(comment.authorUserId) },
      ...{ createdAt: mention.createdAt, isRead: mention.readAt !== null },
    })),
    unread: unread?.mentions ?? 0,
  }
}
export type ListedMention = Awaited<ReturnType<typeof listMentions>>['mentions'][number]

/** Without ids: all of the project. Throws `not_found`; ids that name nothing of the reader are no error. */
export async function markMentionsRead(
  ctx: PlatformContext,
  { commentIds, ...reader }: Reader & { readonly commentIds?: readonly string[] | undefined },
): Promise<void> {
  await requireProjectAccess(ctx, reader)
  const ofProject = ctx.metadata.db
    .select({ id: comments.id })
    .from(comments)
    .where(
      and(
        eq(comments.projectId, reader.projectId),
        commentIds === undefined ? undefined : inArray(comments.id, [...commentIds]),
      ),
    )
  await ctx.metadata.db.transaction(async (tx) => {
    const { rowCount } = await tx
      .update(commentMentions)
      .set({ readAt: ctx.clock.now() })
      .where(
        and(
          eq(commentMentions.userId, reader.userId),
          isNull(commentMentions.readAt),
          inArray(commentMentions.commentId, ofProject),
        ),
      )
    // For other windows of the reader.
    if (rowCount) await announceMentions(tx, reader.projectId, [reader.userId])
  })
}

function areOf({ userId, projectId }: Reader) {
  return and(eq(commentMentions.userId, userId), eq(comments.projectId, projectId))
}
