import {
  changeComment,
  changeGivenScore as changeGivenScoreRoute,
  createTraceComment,
  deleteComment,
  deleteGivenScore as deleteGivenScoreRoute,
  deleteTrace,
  editTrace,
  giveScore as giveScoreRoute,
  listScoreChoices as listScoreChoicesRoute,
  listTraceComments as listTraceCommentsRoute,
} from '@kansoku/contracts'
import {
  changeGivenScore,
  changeOwnComment,
  createOwnComment,
  deleteGivenScore,
  deleteOwnComment,
  deleteProjectTraces,
  editProjectTraces,
  giveScore,
  listScoreChoices,
  listTraceComments,
} from '@kansoku/platform'
import type { Door } from '../../context.ts'
import { appRoute } from './app-route.ts'
import { presentComment, presentScoreChoice } from './present-annotation.ts'

/** What people do with one trace: bookmark, tag, publish, delete, comment, score. */
export const traceEditRoutes: Door = (context) => async (app) => {
  // What is changed must exist, and may have been written a moment ago.
  const { ingestion } = context

  app.route(
    appRoute(context, editTrace, async ({ user, params: { projectId, traceId }, body }) => {
      await ingestion.settled()
      await editProjectTraces(context, { userId: user.id, projectId, traceIds: [traceId], edit: body })
      return {}
    }),
  )
  app.route(
    appRoute(context, deleteTrace, async ({ user, params: { projectId, traceId } }) => {
      await deleteProjectTraces(context, { userId: user.id, projectId, traceIds: [traceId] })
      return {}
    }),
  )
  app.route(
    appRoute(context, listTraceCommentsRoute, async ({ user, params }) => {
      const { comments, members } = await listTraceComments(context, params)
      return { comments: comments.map((comment) => presentComment(comment, user.id)), members: [...members] }
    }),
  )
  app.route(
    appRoute(context, createTraceComment, async ({ user, params, body }) => {
      await ingestion.settled()
      return createOwnComment(context, { userId: user.id, ...params, ...body })
    }),
  )
  app.route(
    appRoute(context, changeComment, async ({ user, params, body }) => {
      await changeOwnComment(context, { userId: user.id, ...params, ...body })
      return {}
    }),
  )
  app.route(
    appRoute(context, deleteComment, async ({ user, params }) => {
      await deleteOwnComment(context, { userId: user.id, ...params })
      return {}
    }),
  )
  app.route(
    appRoute(context, giveScoreRoute, async ({ user, params, body }) => {
      await ingestion.settled()
      return giveScore(context, { userId: user.id, ...params, score: body })
    }),
  )
  app.route(
    appRoute(context, changeGivenScoreRoute, async ({ user, params, body }) => {
      await ingestion.settled()
      await changeGivenScore(context, { userId: user.id, ...params, ...body })
      return {}
    }),
  )
  app.route(
    appRoute(context, deleteGivenScoreRoute, async ({ user, params }) => {
      await deleteGivenScore(context, { userId: user.id, ...params })
      return {}
    }),
  )
  app.route(
    appRoute(context, listScoreChoicesRoute, async ({ params }) => ({
      choices: (await listScoreChoices(context, params)).map(presentScoreChoice),
    })),
  )
}
