import type { Route } from '../http/route.ts'
import { createComment, getComment, listComments } from '../langfuse/comment.ts'
import { getDailyMetrics } from '../langfuse/daily-metrics.ts'
import {
  addDashboardPlacement,
  createDashboard,
  deleteDashboard,
  deleteDashboardPlacement,
  getDashboard,
  listDashboards,
  updateDashboard,
  updateDashboardPlacement,
} from '../langfuse/dashboard.ts'
import {
  createDashboardWidget,
  deleteDashboardWidget,
  getDashboardWidget,
  listDashboardWidgets,
  updateDashboardWidget,
} from '../langfuse/dashboard-widget.ts'
import { submitFeedback } from '../langfuse/feedback.ts'
import { getHealth, getReadiness } from '../langfuse/health.ts'
import { ingestBatch } from '../langfuse/ingestion.ts'
import { getMedia, reportMediaUpload, requestMediaUpload } from '../langfuse/media.ts'
import { getMetricsV1, getMetricsV2 } from '../langfuse/metrics.ts'
import { createModel, deleteModel, getModel, listModels } from '../langfuse/model.ts'
import { getPublicObservation, listPublicObservations } from '../langfuse/observation.ts'
import { listObservationsV2 } from '../langfuse/observation-v2.ts'
import { exportOtelMetrics, exportOtelTraces } from '../langfuse/otel.ts'
import { listPublicProjects } from '../langfuse/project.ts'
import { deleteScore, getScoreV1, getScoreV2, listScoresV1, listScoresV2 } from '../langfuse/score.ts'
import { createScore } from '../langfuse/score-body.ts'
import {
  createScoreConfig,
  getScoreConfig,
  listScoreConfigs,
  updateScoreConfig,
} from '../langfuse/score-config.ts'
import { listScoresV3 } from '../langfuse/score-v3.ts'
import { getPublicSession, listPublicSessions } from '../langfuse/session.ts'
import {
  createEvent,
  createGeneration,
  createSpan,
  createTrace,
  updateGeneration,
  updateSpan,
} from '../langfuse/single-writes.ts'
import { deletePublicTrace, deletePublicTraces, getPublicTrace, listPublicTraces } from '../langfuse/trace.ts'

/** Every route of the public API by the noun it is about; the name of a route is its `operationId`. */
export const publicRoutes: Readonly<Record<string, Readonly<Record<string, Route>>>> = {
  Ingestion: { ingestBatch, exportOtelTraces, exportOtelMetrics },
  'Single writes': { createTrace, createSpan, updateSpan, createGeneration, updateGeneration, createEvent },
  Traces: { listPublicTraces, getPublicTrace, deletePublicTrace, deletePublicTraces },
  Observations: { listPublicObservations, getPublicObservation, listObservationsV2 },
  Sessions: { listPublicSessions, getPublicSession },
  Scores: { createScore, deleteScore, listScoresV1, getScoreV1, listScoresV2, getScoreV2, listScoresV3 },
  Metrics: { getMetricsV1, getMetricsV2, getDailyMetrics },
  Media: { requestMediaUpload, reportMediaUpload, getMedia },
  'Score configs': { createScoreConfig, listScoreConfigs, getScoreConfig, updateScoreConfig },
  Comments: { createComment, listComments, getComment },
  Feedback: { submitFeedback },
  Dashboards: {
    listDashboards,
    createDashboard,
    getDashboard,
    updateDashboard,
    deleteDashboard,
    addDashboardPlacement,
    updateDashboardPlacement,
    deleteDashboardPlacement,
  },
  'Dashboard widgets': {
    listDashboardWidgets,
    createDashboardWidget,
    getDashboardWidget,
    updateDashboardWidget,
    deleteDashboardWidget,
  },
  Models: { createModel, listModels, getModel, deleteModel },
  Projects: { listPublicProjects },
  Health: { getHealth, getReadiness },
}
