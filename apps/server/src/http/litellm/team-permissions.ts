import { listTeamPermissions, teamMemberPermission, updateTeamPermissions } from '@kansoku/contracts'
import { getHolder, updateHolder } from '@kansoku/platform'
import type { Door } from '../../context.ts'
import { asSeenBy } from './as-seen-by.ts'
import { managementRoute } from './management-route.ts'
import { presentTeams } from './present-holders.ts'
import { presentOne } from './present-one.ts'
import { permissionsOf, requireInTeam } from './team-rights.ts'

const kind = 'team' as const

/** What members of teams may do with the keys of these. */
export const teamPermissionRoutes: Door = (context) => async (app) => {
  app.route(
    managementRoute(
      context,
      listTeamPermissions,
      async ({ query: { team_id: id }, caller }) => {
        await requireInTeam(context, caller, id, 'manage')
        return {
          team_id: id,
          team_member_permissions: [...permissionsOf(await getHolder(context, { kind, id }))],
          all_available_permissions: [...teamMemberPermission.options],
        }
      },
      { openToKeys: true },
    ),
  )

  app.route(
    managementRoute(
      context,
      updateTeamPermissions,
      async ({ body: { team_id: id, team_member_permissions: memberPermissions }, caller }) => {
        await requireInTeam(context, caller, id, 'manage')
        const row = await updateHolder(context, { kind, id, changes: { memberPermissions }, by: caller.id })
        return presentOne(presentTeams, context, asSeenBy(caller, row))
      },
      { openToKeys: true },
    ),
  )
}
