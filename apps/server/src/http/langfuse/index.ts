import type { Door } from '../../context.ts'
import { renderLangfuseError } from './errors.ts'

/** The public API in Langfuse's dialect. */
export const langfuseDoor: Door = () => async (app) => {
  app.setErrorHandler(renderLangfuseError)
  // Each noun registers its routes here: `await app.register(ingestionRoutes(context))`.
}
