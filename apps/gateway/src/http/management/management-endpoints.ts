import {
  addModel,
  addTeamMembers,
  listAvailableTeams,
  managementRoutes,
  patchModel,
  type Route,
  updateModel,
} from '@kansoku/contracts/gateway'
import { forward } from './forward.ts'
import { forwardModel } from './forward-model.ts'
import { forwardWithTeams } from './forward-with-teams.ts'

const changesOfModels = new Set<Route>([addModel, updateModel, patchModel])
const concernedWithTeams = new Set<Route>([listAvailableTeams, addTeamMembers])

/** Management routes, answered by the server. */
export const managementEndpoints = managementRoutes.map((route) => ({
  method: route.method,
  path: route.path,
  handle: handlerOf(route),
}))

function handlerOf(route: Route) {
  if (changesOfModels.has(route)) return forwardModel
  return concernedWithTeams.has(route) ? forwardWithTeams : forward
}
