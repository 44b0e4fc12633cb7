import { z } from 'zod'
import { defineRoute } from '../http/route.ts'
import { name } from './fields.ts'
import { teamInfo, teamMemberPermission } from './teams.ts'

export const listTeamPermissions = defineRoute({
  method: 'GET',
  path: '/team/permissions_list',
  summary: 'What members of a team may do with its keys, and what they can be let do',
  query: z.object({ team_id: name }),
  response: z.object({
    team_id: z.string(),
    team_member_permissions: z.array(z.string()),
    all_available_permissions: z.array(z.string()),
  }),
})

export const updateTeamPermissions = defineRoute({
  method: 'POST',
  path: '/team/permissions_update',
  summary: 'Say what members of a team may do with its keys',
  body: z.object({ team_id: name, team_member_permissions: z.array(teamMemberPermission) }),
  response: teamInfo,
})
