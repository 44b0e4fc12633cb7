/**
 * What the gateway needs of the contracts: it starts in a process of its own, to which the schemas of all the server's
 * doors would cost 12 MB and a tenth of the start.
 */

export { signInWithEmail } from '../app/session.ts'
export { uiPrefix } from '../app/ui-prefix.ts'
export * from '../http/request-id.ts'
export type { Route, RouteResponse } from '../http/route.ts'
export * from '../http/told-answer.ts'
export {
  availableTeamsHeader,
  listAvailableTeams,
  writeAvailableTeams,
} from '../litellm/available-teams.ts'
export { budgetWindow } from '../litellm/budget-window.ts'
export { callerHeader, managementPrefix, managementRoutes } from '../litellm/management.ts'
export {
  addModel,
  changeModel,
  type GatewayModel,
  type ModelChanges,
  patchModel,
  shownModelParams,
  updateModel,
} from '../litellm/models.ts'
export type { ShownObjectPermission } from '../litellm/object-permission.ts'
export { addTeamMembers } from '../litellm/teams.ts'
export type * from '../openai/chat-response.ts'
export type { OpenAiErrorBody } from '../openai/error.ts'
export type * from '../openai/models.ts'
export * from './calls.ts'
export * from './changes.ts'
export * from './control.ts'
export * from './deployments.ts'
export * from './ledger-names.ts'
export * from './limits.ts'
export * from './setup.ts'
export * from './shared-text.ts'
