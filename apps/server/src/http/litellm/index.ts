import type { Door } from '../../context.ts'
import { requireSecret } from '../require-secret.ts'
import { activityRoutes } from './activity.ts'
import { availableTeamRoutes } from './available-teams.ts'
import { budgetRoutes } from './budgets.ts'
import { customerRoutes } from './customers.ts'
import { renderLitellmError } from './errors.ts'
import { keyRoutes } from './keys.ts'
import { modelRoutes } from './models.ts'
import { organizationMemberRoutes } from './organization-members.ts'
import { organizationRoutes } from './organizations.ts'
import { projectRoutes } from './projects.ts'
import { spendRoutes } from './spend.ts'
import { spendForecastRoutes } from './spend-forecast.ts'
import { spendLogRoutes } from './spend-logs.ts'
import { spendReportRoutes } from './spend-report.ts'
import { tagRoutes } from './tags.ts'
import { teamCallbackRoutes } from './team-callbacks.ts'
import { teamMemberRoutes } from './team-members.ts'
import { teamPermissionRoutes } from './team-permissions.ts'
import { teamRoutes } from './teams.ts'
import { userRoutes } from './users.ts'

/** LiteLLM's management routes, handed on by gateways under the shared secret. */
export const litellmDoor: Door = (context) => async (app) => {
  app.setErrorHandler(renderLitellmError)
  app.addHook('onRequest', async (request) => {
    requireSecret(context.config.internalSecret, request.headers.authorization)
  })
  for (const routes of [
    keyRoutes,
    teamRoutes,
    availableTeamRoutes,
    teamMemberRoutes,
    teamCallbackRoutes,
    teamPermissionRoutes,
    userRoutes,
    customerRoutes,
    budgetRoutes,
    organizationRoutes,
    organizationMemberRoutes,
    projectRoutes,
    modelRoutes,
    tagRoutes,
    spendRoutes,
    spendLogRoutes,
    spendReportRoutes,
    spendForecastRoutes,
    activityRoutes,
  ])
    await app.register(routes(context))
}
