import { randomUUID } from 'node:crypto'
import { type CommentBody, KansokuError } from '@kansoku/contracts'
import { objectExists } from '@kansoku/query'
import { comments, organizationMemberships, projectMemberships, projects } from '@kansoku/storage'
import { and, eq } from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/pg-core'
import type { PlatformContext } from '../context.ts'
import type { CommentsContext } from './comments-context.ts'
import { findMentions, keepMentions } from './keep-mentions.ts'

/**
 * Comments on an object of the project; whom the comment names is told. Throws `not_found` when the project has no such
 * object, when the author is no member, and when the body names another project than that of the key.
 */
export async function createComment(
  ctx: CommentsContext,
  { projectId, comment }: { projectId: string; comment: CommentBody },
): Promise<{ id: string }> {
  const { objectType, objectId, content, authorUserId = null } = comment
  if (comment.projectId !== projectId) {
    throw new KansokuError('not_found', `Project ${comment.projectId} not found`, {
      remedy: 'projectId must be the project of the key.',
    })
  }
  // Prompts do not exist yet.
  const exists =
    objectType !== 'PROMPT' &&
    (await objectExists(ctx.analytics, { projectId, type: objectType, id: objectId }))
  if (!exists) throw new KansokuError('not_found', `${objectType}: ${objectId} not found`)
  if (authorUserId !== null) await requireMember(ctx, projectId, authorUserId)
  const id = randomUUID()
  const now = ctx.clock.now()
  const said = { projectId, objectType, objectId, content, authorUserId }
  const mentions = await findMentions(ctx, said)
  await ctx.metadata.db.transaction(async (tx) => {
    await tx.insert(comments).values({ id, ...said, createdAt: now, updatedAt: now })
    await keepMentions(tx, { id, projectId }, { mentions, now })
  })
  return { id }
}

/** Says the same of accounts that do not exist, so that nobody learns which do. */
async function requireMember(
  { metadata }: PlatformContext,
  projectId: string,
  userId: string,
): Promise<void> {
  const ofOrganization = metadata.db
    .select({ userId: organizationMemberships.userId })
    .from(organizationMemberships)
    .innerJoin(projects, eq(projects.organizationId, organizationMemberships.organizationId))
    .where(and(eq(projects.id, projectId), eq(organizationMemberships.userId, userId)))
  const ofProject = metadata.db
    .select({ userId: projectMemberships.userId })
    .from(projectMemberships)
    .where(and(eq(projectMemberships.projectId, projectId), eq(projectMemberships.userId, userId)))
  const memberships = await unionAll(ofOrganization, ofProject)
  if (memberships.length === 0) {
    throw new KansokuError('not_found', `User ${userId} not found in the organization of the project`)
  }
}
