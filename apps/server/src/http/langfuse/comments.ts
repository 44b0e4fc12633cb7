import {
  createComment as createRoute,
  getComment as getRoute,
  listComments as listRoute,
  type PublicComment,
} from '@kansoku/contracts'
import { type Comment, createComment, getComment, listComments } from '@kansoku/platform'
import type { Door } from '../../context.ts'
import { offsetOf, pageMeta } from './page-meta.ts'
import { publicRoute } from './public-route.ts'

/** What people say about traces, observations and sessions. */
export const commentRoutes: Door = (context) => async (app) => {
  app.route(
    publicRoute(context, createRoute, async ({ principal: { projectId }, body }) => {
      // What is commented on must exist, and may have been written a moment ago.
      await context.ingestion.settled()
      return createComment(context, { projectId, comment: body })
    }),
  )

  app.route(
    publicRoute(context, listRoute, async ({ principal: { projectId }, query }) => {
      const { comments, totalItems } = await listComments(context, {
        projectId,
        objectType: query.objectType,
        objectId: query.objectId,
        authorUserId: query.authorUserId,
        from: query.fromTimestamp,
        to: query.toTimestamp,
        limit: query.limit,
        offset: offsetOf(query),
      })
      return { data: comments.map(presentComment), meta: pageMeta(query, totalItems) }
    }),
  )

  app.route(
    publicRoute(context, getRoute, async ({ principal: { projectId }, params }) =>
      presentComment(await getComment(context, { projectId, ...params })),
    ),
  )
}

function presentComment(comment: Comment): PublicComment {
  return {
    id: comment.id,
    projectId: comment.projectId,
    createdAt: comment.createdAt.toISOString(),
    updatedAt: comment.updatedAt.toISOString(),
    objectType: comment.objectType,
    objectId: comment.objectId,
    content: comment.content,
    authorUserId: comment.authorUserId,
  }
}
