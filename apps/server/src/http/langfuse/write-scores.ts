import { randomUUID } from 'node:crypto'
import { scoreBody } from '@kansoku/contracts'
import type { Door } from '../../context.ts'
import { parseRequest } from '../parse-request.ts'
import { principalOf, requireProject } from './authenticate-project.ts'
import { sdkOf } from './sdk-headers.ts'

/** Creates or overwrites one score. What cannot be stored is refused at once. */
export const writeScoreRoutes: Door = (context) => async (app) => {
  app.post(
    '/api/public/scores',
    { onRequest: requireProject(context, { allow: 'scores' }) },
    async (request) => {
      const score = parseRequest(scoreBody, request.body)
      const id = score.id ?? randomUUID()
      const { projectId, apiKeyId } = principalOf(request)
      const event = {
        id,
        type: 'score-create',
        timestamp: context.clock.now().toISOString(),
        body: { ...score, id },
      }
      const scope = { projectId, apiKeyId, source: 'API', ...sdkOf(request) } as const
      await context.ingestion.ingestEvents(scope, { batch: [event] })
      return { id }
    },
  )
}
