export { accounts, sessions, users, verifications } from './accounts.ts'
export { apiKeyScope, apiKeys } from './api-keys.ts'
export { batches } from './batches.ts'
export { commentMentions, commentObjectType, comments } from './comments.ts'
export { dashboardPlacements, dashboards, dashboardWidgets } from './dashboards.ts'
export { deletedProjects } from './deleted-projects.ts'
export { feedback } from './feedback.ts'
export { gatewayBudgets, type StoredLimits } from './gateway-budgets.ts'
export { gatewayHolders, gatewayMembers, type HolderKind } from './gateway-holders.ts'
export { gatewayKeys } from './gateway-keys.ts'
export { gatewayModels } from './gateway-models.ts'
export { kansoku } from './kansoku-schema.ts'
export { media, mediaReferences, removedBlobs } from './media.ts'
export { models, usageUnit } from './models.ts'
export type { StoredObjectPermission } from './object-permission.ts'
export {
  memberRole,
  organizationMemberships,
  organizations,
  projectMemberships,
  projects,
} from './organizations.ts'
export { retentionRuns } from './retention.ts'
export { scoreConfigDataType, scoreConfigs } from './score-configs.ts'
export { settings, versions } from './settings.ts'
export { tableViewDefaults, tableViews } from './table-views.ts'
