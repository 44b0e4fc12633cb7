import { deletePublicTrace, deletePublicTraces, deleteScore } from '@kansoku/contracts'
import { deleteTraces } from '@kansoku/platform'
import type { Door } from '../../context.ts'
import { publicRoute } from './public-route.ts'

/** What a client deletes is gone when it is answered. */
export const deletionRoutes: Door = (context) => async (app) => {
  const { ingestion } = context

  app.route(
    publicRoute(context, deletePublicTrace, async ({ principal: { projectId }, params: { traceId } }) => {
      await deleteTraces(context, { projectId, traceIds: [traceId] })
      return { message: 'Trace deleted successfully' }
    }),
  )

  app.route(
    publicRoute(context, deletePublicTraces, async ({ principal: { projectId }, body: { traceIds } }) => {
      await deleteTraces(context, { projectId, traceIds: [...new Set(traceIds)] })
      return { message: 'Traces deleted successfully' }
    }),
  )

  app.route(
    publicRoute(context, deleteScore, async ({ principal: { projectId }, params: { scoreId } }) => {
      await ingestion.deleteScore(projectId, scoreId)
      return { message: 'Score deleted successfully' }
    }),
  )
}
