import type { Door } from '../../context.ts'
import { commentRoutes } from './comments.ts'
import { dashboardWidgetRoutes } from './dashboard-widgets.ts'
import { dashboardRoutes } from './dashboards.ts'
import { deletionRoutes } from './deletions.ts'
import { renderLangfuseError } from './errors.ts'
import { feedbackRoutes } from './feedback.ts'
import { healthRoutes } from './health.ts'
import { ingestionRoutes } from './ingestion.ts'
import { mediaRoutes } from './media.ts'
import { mediaContentRoutes } from './media-content.ts'
import { metricsRoutes } from './metrics.ts'
import { modelRoutes } from './models.ts'
import { observationRoutes } from './observations.ts'
import { observationV2Routes } from './observations-v2.ts'
import { projectRoutes } from './projects.ts'
import { scoreConfigRoutes } from './score-configs.ts'
import { scoreRoutes } from './scores.ts'
import { scoreV3Routes } from './scores-v3.ts'
import { sessionRoutes } from './sessions.ts'
import { singleWriteRoutes } from './single-writes.ts'
import { traceRoutes } from './traces.ts'
import { writeScoreRoutes } from './write-scores.ts'

/** The public API in Langfuse's dialect. */
export const langfuseDoor: Door = (context) => async (app) => {
  app.setErrorHandler(renderLangfuseError)
  await app.register(healthRoutes(context))
  await app.register(projectRoutes(context))
  await app.register(traceRoutes(context))
  await app.register(observationRoutes(context))
  await app.register(observationV2Routes(context))
  await app.register(sessionRoutes(context))
  await app.register(metricsRoutes(context))
  await app.register(scoreRoutes(context))
  await app.register(scoreV3Routes(context))
  await app.register(scoreConfigRoutes(context))
  await app.register(commentRoutes(context))
  await app.register(dashboardWidgetRoutes(context))
  await app.register(dashboardRoutes(context))
  await app.register(feedbackRoutes(context))
  await app.register(mediaRoutes(context))
  await app.register(mediaContentRoutes(context))
  await app.register(modelRoutes(context))
  await app.register(ingestionRoutes(context))
  await app.register(writeScoreRoutes(context))
  await app.register(singleWriteRoutes(context))
  await app.register(deletionRoutes(context))
}
