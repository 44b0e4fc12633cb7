export { mayChangeGateway } from './access/may-change-gateway.ts'
export { hasProjectScope, type ProjectScope } from './access/project-scopes.ts'
export { type ProjectAccess, requireProjectAccess } from './access/require-project-access.ts'
export {
  changeAccount,
  endAccountSession,
  getPreferences,
  listAccountSessions,
} from './accounts/account.ts'
export {
  type Accounts,
  type AccountsOptions,
  type Browser,
  createAccounts,
  type OpenSession,
  type SessionAnswer,
} from './accounts/accounts.ts'
export type { InstallationLogin } from './accounts/installation-login.ts'
export type { SignedInUser } from './accounts/signed-in-user.ts'
export { channels } from './announcements.ts'
export { type ApiKeys, type AuthenticatedKey, createApiKeys } from './api-keys/api-keys.ts'
export { createProjectApiKey } from './api-keys/create-project-api-key.ts'
export { deleteProjectApiKey } from './api-keys/delete-project-api-key.ts'
export { listProjectApiKeys } from './api-keys/list-project-api-keys.ts'
export type { BatchContext } from './batches/batch-context.ts'
export { cancelBatch, deleteBatch, retryBatch } from './batches/change-batch.ts'
export { listBatches } from './batches/read-batches.ts'
export { type BatchFailure, runBatches } from './batches/run-batches.ts'
export { sweepBatches } from './batches/sweep-batches.ts'
export { mentionsAnnouncement } from './comments/announce-mentions.ts'
export type { CommentsContext } from './comments/comments-context.ts'
export { createComment } from './comments/create-comment.ts'
export { type ListedMention, listMentions, markMentionsRead } from './comments/mentions.ts'
export { type Comment, getComment, listComments } from './comments/read-comments.ts'
export {
  changeOwnComment,
  createOwnComment,
  deleteOwnComment,
  listTraceComments,
  type TraceDiscussion,
} from './comments/trace-comments.ts'
export type { Clock, PlatformContext } from './context.ts'
export { createDashboardWidget } from './dashboard-widgets/create-widget.ts'
export { deleteDashboardWidget } from './dashboard-widgets/delete-widget.ts'
export { getDashboardWidget, listDashboardWidgets } from './dashboard-widgets/read-widgets.ts'
export { updateDashboardWidget } from './dashboard-widgets/update-widget.ts'
export type { DashboardWidget } from './dashboard-widgets/widget-row.ts'
export {
  addDashboardPlacement,
  deleteDashboardPlacement,
  updateDashboardPlacement,
} from './dashboards/change-placements.ts'
export { createDashboard } from './dashboards/create-dashboard.ts'
export {
  addDashboardTile,
  changeProjectDashboard,
  changeProjectWidget,
  deleteProjectDashboard,
  getProjectDashboard,
  importProjectDashboard,
  listProjectDashboards,
  removeDashboardTile,
} from './dashboards/project-dashboards.ts'
export { type Dashboard, getDashboard, listDashboards } from './dashboards/read-dashboards.ts'
export { deleteDashboard, updateDashboard } from './dashboards/update-dashboard.ts'
export { createExport } from './exports/create-export.ts'
export { type ExportFile, getExportFile } from './exports/get-export-file.ts'
export { submitFeedback } from './feedback/submit-feedback.ts'
export { createGatewayChanges, type GatewayChanges } from './gateway/gateway-changes.ts'
export { getGatewaySnapshot, type KeyHistory } from './gateway/get-gateway-snapshot.ts'
export type { SpendReset } from './gateway/snapshot-holders.ts'
export {
  createGatewayBudget,
  deleteGatewayBudget,
  type GatewayBudgetRow,
  listGatewayBudgets,
  updateGatewayBudget,
} from './gateway-budgets/gateway-budgets.ts'
export { listProjectBudgeted } from './gateway-budgets/list-budgeted.ts'
export {
  changeProjectBudget,
  createProjectBudget,
  deleteProjectBudget,
  listProjectBudgets,
  type ProjectBudget,
} from './gateway-budgets/project-budgets.ts'
export { wholeObjectPermission } from './gateway-holders/apply-object-permission.ts'
export { createGatewayTeam } from './gateway-holders/create-gateway-team.ts'
export { createGatewayUser } from './gateway-holders/create-gateway-user.ts'
export { createHolder } from './gateway-holders/create-holder.ts'
export { deleteHolders } from './gateway-holders/delete-holders.ts'
export type { GatewayHolderRow } from './gateway-holders/holder-columns.ts'
export { listJoinableTeams } from './gateway-holders/joinable-teams.ts'
export {
  addTeamMembers,
  type GatewayMember,
  listTeamMembers,
  removeTeamMember,
  updateTeamMember,
} from './gateway-holders/members.ts'
export { nameTeams } from './gateway-holders/name-teams.ts'
export {
  addOrganizationMembers,
  listOrganizationMembers,
  type OrganizationMember,
  removeOrganizationMember,
  updateOrganizationMember,
} from './gateway-holders/organization-members.ts'
export {
  changeProjectCustomer,
  createProjectCustomer,
  deleteProjectCustomer,
  listProjectCustomers,
} from './gateway-holders/project-customers.ts'
export {
  addProjectTeamMember,
  changeProjectTeam,
  changeProjectTeamMember,
  createProjectTeam,
  deleteProjectTeam,
  getProjectTeam,
  listProjectTeams,
  type ProjectTeam,
  removeProjectTeamMember,
} from './gateway-holders/project-teams.ts'
export { getHolder, listHolders } from './gateway-holders/read-holders.ts'
export { updateHolder } from './gateway-holders/update-holder.ts'
export { type CreatedGatewayKey, createGatewayKey } from './gateway-keys/create-gateway-key.ts'
export { deleteGatewayKeys } from './gateway-keys/delete-gateway-keys.ts'
export { getRoleOfKey } from './gateway-keys/get-role-of-key.ts'
export { hashOf } from './gateway-keys/hash-gateway-key.ts'
export type { GatewayKeyRow } from './gateway-keys/key-columns.ts'
export { listReplacedKeys, nameGatewayKeys } from './gateway-keys/name-gateway-keys.ts'
export {
  changeProjectGatewayKey,
  createProjectGatewayKey,
  deleteProjectGatewayKey,
  listProjectGatewayKeys,
  rotateProjectGatewayKey,
} from './gateway-keys/project-gateway-keys.ts'
export { getGatewayKey, listGatewayKeys, listKeyAliases } from './gateway-keys/read-gateway-keys.ts'
export { resetAllSpend } from './gateway-keys/reset-all-spend.ts'
export { resetKeySpend } from './gateway-keys/reset-key-spend.ts'
export { regenerateGatewayKey, updateGatewayKey } from './gateway-keys/update-gateway-key.ts'
export {
  type AddedModel,
  addGatewayModel,
  deleteGatewayModel,
  getGatewayModel,
  updateGatewayModel,
} from './gateway-models/gateway-models.ts'
export { type Initialization, type InitializationReport, initialize } from './initialize/initialize.ts'
export { purgeBeforeReuse } from './initialize/purge-before-reuse.ts'
export { recognizesSalt } from './initialize/recognize-salt.ts'
export {
  downloadSeconds,
  getMedia,
  getMediaOfTrace,
  isUploaded,
  type Media,
  type MediaContext,
  type MediaKey,
  uploadSeconds,
} from './media/media.ts'
export { findByBlob, receiveUpload } from './media/receive-upload.ts'
export { sweepBlobs } from './media/remove-media.ts'
export { reportUpload } from './media/report-upload.ts'
export { requestUpload } from './media/request-upload.ts'
export {
  addProjectMember,
  changeProjectMember,
  inviteMemberAgain,
  removeProjectMember,
} from './members/change-members.ts'
export { readInvitation } from './members/invitations.ts'
export { listProjectMembers } from './members/list-project-members.ts'
export { createModel } from './models/create-model.ts'
export { deleteModel } from './models/delete-model.ts'
export { matchModel } from './models/match-model.ts'
export { type ModelDefinition, managedModels } from './models/model-definition.ts'
export {
  addModelDefinition,
  changeModelDefinition,
  listModelDefinitions,
  removeModelDefinition,
} from './models/project-model-definitions.ts'
export { createProjectModels, type ModelsContext, type ProjectModels } from './models/project-models.ts'
export { getModel, listModels } from './models/read-models.ts'
export {
  createProject,
  getProjectAdministration,
  renameOrganization,
  renameProject,
} from './organizations/administer-projects.ts'
export { deleteProject, type PurgeContext, purgeDeletedProjects } from './organizations/delete-project.ts'
export {
  createManagedProject,
  deleteManagedProjects,
  listManagedProjects,
  type ManagedProject,
  renameManagedProject,
} from './organizations/managed-projects.ts'
export { getProject, type ProjectWithOrganization } from './projects/get-project.ts'
export { listProjectIds } from './projects/list-project-ids.ts'
export { listUserOrganizations } from './projects/list-user-organizations.ts'
export { applyRetention, type RetentionContext, type RetentionRun } from './retention/apply-retention.ts'
export { getProjectRetention, setProjectRetention } from './retention/project-retention.ts'
export { createScoreConfig } from './score-configs/create-score-config.ts'
export { listScoreChoices } from './score-configs/list-score-choices.ts'
export {
  addProjectScoreConfig,
  changeProjectScoreConfig,
  listProjectScoreConfigs,
} from './score-configs/project-score-configs.ts'
export { getScoreConfig, listScoreConfigs } from './score-configs/read-score-configs.ts'
export {
  createScoreConfigs,
  type ScoreConfig,
  type ScoreConfigs,
  type ScoreConfigsContext,
} from './score-configs/score-configs.ts'
export { updateScoreConfig } from './score-configs/update-score-config.ts'
export { changeGivenScore, deleteGivenScore, giveScore } from './scores/given-scores.ts'
export { changeTableView } from './table-views/change-table-view.ts'
export { createTableView } from './table-views/create-table-view.ts'
export { deleteTableView } from './table-views/delete-table-view.ts'
export { type ListedTableView, listTableViews } from './table-views/list-table-views.ts'
export { setDefaultTableView } from './table-views/set-default-table-view.ts'
export { changeProjectTraces } from './traces/change-traces.ts'
export { deleteTraces } from './traces/delete-traces.ts'
export { deleteProjectTraces, editProjectTraces } from './traces/project-traces.ts'
