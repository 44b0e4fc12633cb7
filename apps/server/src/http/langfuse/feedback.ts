import { submitFeedback as submitRoute } from '@kansoku/contracts'
import { submitFeedback } from '@kansoku/platform'
import type { Door } from '../../context.ts'
import { publicRoute } from './public-route.ts'

const limitBytes = 16 * 1024

/** What users say about this installation. */
export const feedbackRoutes: Door = (context) => async (app) => {
  app.route({
    ...publicRoute(context, submitRoute, async ({ principal: { projectId, apiKeyId }, body }) =>
      submitFeedback(context, { projectId, apiKeyId, said: body }),
    ),
    bodyLimit: limitBytes,
  })
}
