import { z } from 'zod'
import { defineRoute } from '../http/route.ts'
import {
  guardrails,
  metadata,
  name,
  otherRestrictions,
  page,
  pageSize,
  stamps,
  unsupported,
} from './fields.ts'
import { keyInfo } from './keys.ts'
import { limitFields, shownLimits } from './limits.ts'
import { objectPermission, shownObjectPermission } from './object-permission.ts'

const member = z
  .object({
    role: z.enum(['admin', 'user']).default('user'),
    user_id: name.nullish(),
    user_email: name.nullish(),
  })
  .refine(({ user_id, user_email }) => user_id || user_email, 'Name a user_id or a user_email')
export type NamedMember = z.infer<typeof member>

/** What members of a team who are no admins of it can be let do with its keys. */
export const teamMemberPermission = z.enum([
  '/key/generate',
  '/key/update',
  '/key/delete',
  '/key/block',
  '/key/unblock',
  '/key/info',
  '/key/health',
])
export type TeamMemberPermission = z.infer<typeof teamMemberPermission>

const teamFields = {
  team_alias: name.nullish(),
  organization_id: name.nullish(),
  models: z.array(name).nullish(),
  model_aliases: z.record(name, name).nullish(),
  metadata: metadata.nullish(),
  tags: z.array(name).nullish(),
  guardrails,
  object_permission: objectPermission.nullish(),
  /** Null: the default. */
  team_member_permissions: z.array(teamMemberPermission).nullish(),
  blocked: z.boolean().nullish(),
  budget_id: name.nullish(),
  ...limitFields,
  ...otherRestrictions,
  team_member_budget: unsupported,
  team_member_key_duration: unsupported,
}
const teamChanges = z.object(teamFields)
/** What a request says of a team; what is absent stays as it is. */
export type TeamChanges = z.infer<typeof teamChanges>

const shownMember = z.object({
  user_id: z.string(),
  user_email: z.string().nullable(),
  role: z.string(),
})

const membership = z.object({
  user_id: z.string(),
  team_id: z.string(),
  spend: z.number(),
  litellm_budget_table: shownLimits,
})
export type TeamMembership = z.infer<typeof membership>

export const teamInfo = z.object({
  team_id: z.string(),
  team_alias: z.string().nullable(),
  organization_id: z.string().nullable(),
  members_with_roles: z.array(shownMember),
  admins: z.array(z.string()),
  members: z.array(z.string()),
  models: z.array(z.string()),
  model_aliases: z.record(z.string(), z.string()),
  metadata: z.record(z.string(), z.unknown()),
  blocked: z.boolean(),
  budget_id: z.string().nullable(),
  object_permission: shownObjectPermission.nullable(),
  team_member_permissions: z.array(z.string()),
  /** US dollars, of the calls that were recorded. */
  spend: z.number(),
  ...shownLimits.shape,
  ...stamps,
})
export type TeamInfo = z.infer<typeof teamInfo>

const team = z.object({ team_id: name })

export const createTeam = defineRoute({
  method: 'POST',
  path: '/team/new',
  summary: 'Create a team',
  body: z.object({
    team_id: name.nullish(),
    members_with_roles: z.array(member).max(1000).nullish(),
    admins: z.array(name).nullish(),
    members: z.array(name).nullish(),
    ...teamFields,
  }),
  response: teamInfo,
})

export const updateTeam = defineRoute({
  method: 'POST',
  path: '/team/update',
  summary: 'Change a team',
  body: team.extend(teamFields),
  response: z.object({ team_id: z.string(), data: teamInfo }),
})

export const deleteTeams = defineRoute({
  method: 'POST',
  path: '/team/delete',
  summary: 'Delete teams with their keys',
  body: z.object({ team_ids: z.array(name).min(1).max(1000) }),
  response: z.object({ deleted_teams: z.array(z.string()) }),
})

export const blockTeam = defineRoute({
  method: 'POST',
  path: '/team/block',
  summary: 'Block all keys of a team',
  body: team,
  response: teamInfo,
})

export const unblockTeam = defineRoute({
  method: 'POST',
  path: '/team/unblock',
  summary: 'Unblock a team',
  body: team,
  response: teamInfo,
})

export const getTeamInfo = defineRoute({
  method: 'GET',
  path: '/team/info',
  summary: 'A team with its keys and members; the team of the key that asks without `team_id`',
  query: z.object({ team_id: name.optional() }),
  response: z.object({
    team_id: z.string(),
    team_info: teamInfo,
    keys: z.array(keyInfo),
    team_memberships: z.array(membership),
  }),
})

const teamsQuery = z.object({
  user_id: name.optional(),
  organization_id: name.optional(),
  team_alias: name.optional(),
})

export const listTeams = defineRoute({
  method: 'GET',
  path: '/team/list',
  summary: 'Teams, newest first',
  query: teamsQuery,
  response: z.array(teamInfo),
})

export const listTeamPage = defineRoute({
  method: 'GET',
  path: '/v2/team/list',
  summary: 'Teams page by page, newest first',
  query: teamsQuery.extend({ page, page_size: pageSize.default(10) }),
  response: z.object({
    teams: z.array(teamInfo),
    total: z.number().int(),
    page: z.number().int(),
    page_size: z.number().int(),
    total_pages: z.number().int(),
  }),
})

export const addTeamModels = defineRoute({
  method: 'POST',
  path: '/team/model/add',
  summary: 'Let a team use further models',
  body: team.extend({ models: z.array(name).min(1) }),
  response: teamInfo,
})

export const removeTeamModels = defineRoute({
  method: 'POST',
  path: '/team/model/delete',
  summary: 'Take models from a team',
  body: team.extend({ models: z.array(name).min(1) }),
  response: teamInfo,
})

const namedUser = z.object({ user_id: name.nullish(), user_email: name.nullish() })
const memberLimits = {
  /** US dollars of the team's that the member may spend. */
  max_budget_in_team: limitFields.max_budget,
  budget_duration: limitFields.budget_duration,
  tpm_limit: limitFields.tpm_limit,
  rpm_limit: limitFields.rpm_limit,
}

export const addTeamMembers = defineRoute({
  method: 'POST',
  path: '/team/member_add',
  summary: 'Add one member or several to a team; users that do not exist are created',
  body: team.extend({ member: z.union([member, z.array(member).min(1).max(1000)]), ...memberLimits }),
  response: teamInfo.extend({ updated_team_memberships: z.array(membership) }),
})

export const addManyTeamMembers = defineRoute({
  method: 'POST',
  path: '/team/bulk_member_add',
  summary: 'Add several members to a team, or all users: one who fails leaves the others alone',
  body: team
    .extend({
      members: z.array(member).max(500).nullish(),
      all_users: z.boolean().nullish(),
      ...memberLimits,
    })
    .refine(
      ({ members, all_users }) => (all_users ? !members : members?.length),
      'Name members, or all_users',
    ),
  response: z.object({
    team_id: z.string(),
    results: z.array(
      z.object({
        user_id: z.string().nullable(),
        user_email: z.string().nullable(),
        success: z.boolean(),
        error: z.string().nullable(),
        updated_team_membership: membership.nullable(),
      }),
    ),
    total_requested: z.number().int(),
    successful_additions: z.number().int(),
    failed_additions: z.number().int(),
    updated_team: teamInfo,
  }),
})

export const updateTeamMember = defineRoute({
  method: 'POST',
  path: '/team/member_update',
  summary: 'Change role or budget of a member of a team',
  body: team.extend({
    ...namedUser.shape,
    role: z.enum(['admin', 'user']).nullish(),
    ...memberLimits,
  }),
  response: z.object({
    team_id: z.string(),
    user_id: z.string(),
    user_email: z.string().nullable(),
    role: z.string(),
    max_budget_in_team: z.number().nullable(),
    tpm_limit: z.number().nullable(),
    rpm_limit: z.number().nullable(),
  }),
})

export const removeTeamMember = defineRoute({
  method: 'POST',
  path: '/team/member_delete',
  summary: 'Take a user out of a team',
  body: team.extend(namedUser.shape),
  response: teamInfo,
})
