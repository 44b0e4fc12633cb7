import { randomUUID } from 'node:crypto'
import { createScore, KansokuError } from '@kansoku/contracts'
import type { Door } from '../../context.ts'
import { publicRoute } from './public-route.ts'
import { sdkOf } from './sdk-headers.ts'

/** Creates or overwrites one score. What cannot be stored is refused at once. */
export const writeScoreRoutes: Door = (context) => async (app) => {
  app.route(
    publicRoute(context, createScore, async ({ body: score, principal }, request) => {
      const id = score.id ?? randomUUID()
      const { projectId, apiKeyId } = principal
      const event = {
        id,
        type: 'score-create',
        timestamp: context.clock.now().toISOString(),
        body: { ...score, id },
      }
      const scope = { projectId, apiKeyId, source: 'API', ...sdkOf(request) } as const
      const { errors } = await context.ingestion.ingestEvents(scope, { batch: [event] })
      const [fault] = errors
      if (fault) throw new KansokuError('invalid_request', String(fault.error ?? fault.message))
      return { id }
    }),
  )
}
