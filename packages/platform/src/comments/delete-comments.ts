import { commentMentions, comments } from '@kansoku/storage'
import { eq, type SQL } from 'drizzle-orm'
import type { PlatformContext } from '../context.ts'
import { announceMentions } from './announce-mentions.ts'

/** Deletes comments of a project, and tells whom they named. Resolves with how many there were. */
export async function deleteComments(
  { metadata }: Pick<PlatformContext, 'metadata'>,
  projectId: string,
  which: SQL | undefined,
): Promise<number> {
  return metadata.db.transaction(async (tx) => {
    const named = await tx
      .selectDistinct({ userId: commentMentions.userId })
      .from(commentMentions)
      .innerJoin(comments, eq(comments.id, commentMentions.commentId))
      .where(which)
    const { rowCount } = await tx.delete(comments).where(which)
    await announceMentions(
      tx,
      projectId,
      named.map(({ userId }) => userId),
    )
    return rowCount ?? 0
  })
}
