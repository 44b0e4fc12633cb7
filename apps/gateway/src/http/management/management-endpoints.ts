import { addModel, managementRoutes, patchModel, type Route, updateModel } from '@kansoku/contracts/gateway'
import { forward } from './forward.ts'
import { forwardModel } from './forward-model.ts'

const changesOfModels = new Set<Route>([addModel, updateModel, patchModel])

/** Management routes, answered by the server. */
export const managementEndpoints = managementRoutes.map((route) => ({
  method: route.method,
  path: route.path,
  handle: changesOfModels.has(route) ? forwardModel : forward,
}))
