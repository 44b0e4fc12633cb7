import type { Door } from '../../context.ts'
import { requireSecret } from '../require-secret.ts'
import { activityRoutes } from './activity.ts'
import { budgetRoutes } from './budgets.ts'
import { customerRoutes } from './customers.ts'
import { renderLitellmError } from './errors.ts'
import { keyRoutes } from './keys.ts'
import { modelRoutes } from './models.ts'
import { organizationRoutes } from './organizations.ts'
import { spendRoutes } from './spend.ts'
import { spendLogRoutes } from './spend-logs.ts'
import { spendReportRoutes } from './spend-report.ts'
import { tagRoutes } from './tags.ts'
import { teamMemberRoutes } from './team-members.ts'
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
    teamMemberRoutes,
    userRoutes,
    customerRoutes,
    budgetRoutes,
    organizationRoutes,
    modelRoutes,
    tagRoutes,
    spendRoutes,
    spendLogRoutes,
    spendReportRoutes,
    activityRoutes,
  ])
    await app.register(routes(context))
}
