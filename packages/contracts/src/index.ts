export * from './app/account.ts'
export * from './app/agent-tasks.ts'
export * from './app/batches.ts'
export * from './app/budgets.ts'
export type { CountsOverTime } from './app/counts-over-time.ts'
export * from './app/customers.ts'
export * from './app/dashboards.ts'
export * from './app/definitions.ts'
export * from './app/export-columns.ts'
export * from './app/gateway-calls.ts'
export * from './app/gateway-models.ts'
export * from './app/gateway-setup.ts'
export * from './app/home.ts'
export * from './app/media.ts'
export * from './app/members.ts'
export * from './app/mention-text.ts'
export * from './app/mentions.ts'
export * from './app/metadata-keys.ts'
export * from './app/observations.ts'
export * from './app/organization.ts'
export type { OwnLimits } from './app/own-limits.ts'
export * from './app/project-settings.ts'
export * from './app/session.ts'
export * from './app/sessions.ts'
export * from './app/table-views.ts'
export * from './app/teams.ts'
export * from './app/time-range.ts'
export * from './app/trace-comments.ts'
export * from './app/trace-edits.ts'
export * from './app/trace-filters.ts'
export * from './app/trace-reading.ts'
export * from './app/trace-scores.ts'
export * from './app/traces.ts'
export { uiPrefix } from './app/ui-prefix.ts'
export * from './app/usage.ts'
export * from './app/users.ts'
export * from './app/virtual-keys.ts'
export * from './errors.ts'
export * from './filters.ts'
export * from './gateway/calls.ts'
export * from './gateway/changes.ts'
export * from './gateway/control.ts'
export * from './gateway/deployments.ts'
export * from './gateway/ledger-names.ts'
export * from './gateway/limits.ts'
export * from './gateway/setup.ts'
export * from './gateway/shared-text.ts'
export * from './http/request-id.ts'
export * from './http/route.ts'
export * from './http/told-answer.ts'
export * from './langfuse/comment.ts'
export * from './langfuse/daily-metrics.ts'
export {
  addDashboardPlacement,
  createDashboard,
  type DashboardBody,
  type DashboardChanges,
  type DashboardPlacement,
  type DashboardPlacementBody,
  type DashboardPlacementChanges,
  deleteDashboard,
  deleteDashboardPlacement,
  farthestRow,
  type GridCell,
  getDashboard,
  gridCell,
  gridColumns,
  listDashboards,
  mostTiles,
  type PublicDashboard,
  updateDashboard,
  updateDashboardPlacement,
} from './langfuse/dashboard.ts'
export {
  createDashboardWidget,
  type DashboardWidgetBody,
  type DashboardWidgetChanges,
  deleteDashboardWidget,
  getDashboardWidget,
  listDashboardWidgets,
  type PublicDashboardWidget,
  updateDashboardWidget,
  type WidgetChartConfig,
  type WidgetChartType,
  type WidgetQuestion,
  widgetChartTypes,
  widgetQuestion,
} from './langfuse/dashboard-widget.ts'
export * from './langfuse/feedback.ts'
export * from './langfuse/health.ts'
export * from './langfuse/ingestion.ts'
export * from './langfuse/mcp-tools.ts'
export * from './langfuse/media.ts'
export {
  getMetricsV1,
  getMetricsV2,
  type MetricsAggregation,
  type MetricsGranularity,
  type MetricsQuery,
  type MetricsView,
  metricsAggregations,
  metricsGranularities,
  metricsQueryV1,
  metricsQueryV2,
  metricsViewsV1,
  metricsViewsV2,
} from './langfuse/metrics.ts'
export * from './langfuse/model.ts'
export * from './langfuse/observation.ts'
export * from './langfuse/observation-v2.ts'
export * from './langfuse/otel.ts'
export type { PricingTierInput } from './langfuse/pricing-tier.ts'
export * from './langfuse/project.ts'
export { type PageMeta, pageMeta } from './langfuse/read-params.ts'
export * from './langfuse/score.ts'
export * from './langfuse/score-body.ts'
export * from './langfuse/score-config.ts'
export * from './langfuse/score-v3.ts'
export * from './langfuse/session.ts'
export * from './langfuse/single-writes.ts'
export * from './langfuse/trace.ts'
export * from './litellm/activity.ts'
export * from './litellm/available-teams.ts'
export { budgetWindow } from './litellm/budget-window.ts'
export * from './litellm/budgets.ts'
export * from './litellm/customers.ts'
export { addDuration } from './litellm/duration.ts'
export type { HolderChanges, LimitHolder } from './litellm/holders.ts'
export * from './litellm/keys.ts'
export type { LimitChanges, ShownLimits } from './litellm/limits.ts'
export * from './litellm/management.ts'
export * from './litellm/models.ts'
export type { ObjectPermission, ShownObjectPermission } from './litellm/object-permission.ts'
export * from './litellm/organizations.ts'
export * from './litellm/projects.ts'
export * from './litellm/spend.ts'
export * from './litellm/tags.ts'
export * from './litellm/team-callbacks.ts'
export * from './litellm/team-permissions.ts'
export * from './litellm/teams.ts'
export * from './litellm/users.ts'
export * from './observation-types.ts'
export * from './openai/chat-request.ts'
export * from './openai/chat-response.ts'
export * from './openai/error.ts'
export * from './openai/models.ts'
export { buildOpenApiDocument } from './openapi/build-document.ts'
export { buildPostmanCollection } from './postman/build-collection.ts'
