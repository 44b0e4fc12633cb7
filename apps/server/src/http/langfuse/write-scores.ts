import { createScore } from '@kansoku/contracts'
import type { Door } from '../../context.ts'
import { ingestOne } from './ingest-one.ts'
import { publicRoute } from './public-route.ts'

/** Creates or overwrites one score. What cannot be stored is refused at once. */
export const writeScoreRoutes: Door = (context) => async (app) => {
  app.route(
    publicRoute(context, createScore, ({ body }, request) =>
      ingestOne(context, request, { type: 'score-create', id: body.id, body }),
    ),
  )
}
