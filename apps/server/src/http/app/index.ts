import type { Door } from '../../context.ts'
import { accountRoutes } from './account.ts'
import { administrationRoutes } from './administration.ts'
import { agentTaskRoutes } from './agent-tasks.ts'
import { apiKeyRoutes } from './api-keys.ts'
import { batchRoutes } from './batches.ts'
import { budgetRoutes } from './budgets.ts'
import { customerRoutes } from './customers.ts'
import { customDashboardRoutes } from './dashboards.ts'
import { definitionRoutes } from './definitions.ts'
import { renderAppError } from './errors.ts'
import { gatewayCallRoutes } from './gateway-calls.ts'
import { gatewayModelRoutes } from './gateway-models.ts'
import { gatewaySetupRoutes } from './gateway-setup.ts'
import { homeRoutes } from './home.ts'
import { invitationRoutes } from './invitations.ts'
import { liveRoutes } from './live.ts'
import { mediaRoutes } from './media.ts'
import { memberRoutes } from './members.ts'
import { mentionRoutes } from './mentions.ts'
import { observationRoutes } from './observations.ts'
import { requireSameOrigin } from './require-same-origin.ts'
import { retentionRoutes } from './retention.ts'
import { sessionRoutes } from './session.ts'
import { conversationRoutes } from './sessions.ts'
import { sharedTraceRoutes } from './shared-traces.ts'
import { tableViewRoutes } from './table-views.ts'
import { teamRoutes } from './teams.ts'
import { traceEditRoutes } from './trace-edits.ts'
import { traceReadingRoutes } from './trace-reading.ts'
import { traceRoutes } from './traces.ts'
import { usageRoutes } from './usage.ts'
import { userRoutes } from './users.ts'
import { virtualKeyRoutes } from './virtual-keys.ts'

/** What only the web UI needs. */
export const appDoor: Door = (context) => async (app) => {
  app.setErrorHandler(renderAppError)
  app.addHook('onRequest', requireSameOrigin(context))
  await app.register(sessionRoutes(context))
  await app.register(accountRoutes(context))
  await app.register(invitationRoutes(context))
  await app.register(memberRoutes(context))
  await app.register(administrationRoutes(context))
  await app.register(definitionRoutes(context))
  await app.register(apiKeyRoutes(context))
  await app.register(virtualKeyRoutes(context))
  await app.register(teamRoutes(context))
  await app.register(budgetRoutes(context))
  await app.register(customerRoutes(context))
  await app.register(retentionRoutes(context))
  await app.register(batchRoutes(context))
  await app.register(liveRoutes(context))
  await app.register(traceRoutes(context))
  await app.register(traceEditRoutes(context))
  await app.register(mentionRoutes(context))
  await app.register(traceReadingRoutes(context))
  await app.register(sharedTraceRoutes(context))
  await app.register(observationRoutes(context))
  await app.register(tableViewRoutes(context))
  await app.register(mediaRoutes(context))
  await app.register(conversationRoutes(context))
  await app.register(agentTaskRoutes(context))
  await app.register(userRoutes(context))
  await app.register(homeRoutes(context))
  await app.register(customDashboardRoutes(context))
  await app.register(usageRoutes(context))
  await app.register(gatewayModelRoutes(context))
  await app.register(gatewaySetupRoutes(context))
  await app.register(gatewayCallRoutes(context))
}
