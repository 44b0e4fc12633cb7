import type { Door } from '../../context.ts'
import { renderAppError } from './errors.ts'

/** What only the web UI needs. */
export const appDoor: Door = () => async (app) => {
  app.setErrorHandler(renderAppError)
  // Each noun registers its routes here: `await app.register(traceRoutes(context))`.
}
