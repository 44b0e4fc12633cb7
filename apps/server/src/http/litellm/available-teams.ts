import { type AvailableTeam, listAvailableTeams } from '@kansoku/contracts'
import { type GatewayHolderRow, listJoinableTeams } from '@kansoku/platform'
import type { Door } from '../../context.ts'
import { managementRoute } from './management-route.ts'
import { presentLimits, presentStamps } from './present-limits.ts'
import { userWhoAsks } from './self-service.ts'

/** Teams that the config file of the gateway opens to users. */
export const availableTeamRoutes: Door = (context) => async (app) => {
  app.route(
    managementRoute(
      context,
      listAvailableTeams,
      async ({ caller, availableTeams: ids }) => {
        const userId = await userWhoAsks(context, caller)
        const teams = await listJoinableTeams(context, { ids, userId })
        const now = context.clock.now()
        return teams.map((team) => present(team, now))
      },
      { openToKeys: true },
    ),
  )
}

function present(row: GatewayHolderRow, now: Date): AvailableTeam {
  return {
    team_id: row.id,
    team_alias: row.alias,
    organization_id: row.organizationId,
    models: [...row.models],
    model_aliases: { ...row.modelAliases },
    blocked: row.blocked,
    ...presentLimits(row.limits, now),
    ...presentStamps(row),
  }
}
