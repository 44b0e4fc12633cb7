import type { Door } from '../../context.ts'
import { allowAnyOrigin } from './cors.ts'
import { renderLangfuseError } from './errors.ts'
import { healthRoutes } from './health.ts'
import { projectRoutes } from './projects.ts'

/** The public API in Langfuse's dialect. */
export const langfuseDoor: Door = (context) => async (app) => {
  app.setErrorHandler(renderLangfuseError)
  allowAnyOrigin(app)
  await app.register(healthRoutes(context))
  await app.register(projectRoutes(context))
}
