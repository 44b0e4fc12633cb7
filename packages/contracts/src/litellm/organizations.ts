import { z } from 'zod'
import { defineRoute } from '../http/route.ts'
import { metadata, name, restrictions, stamps, unsupported } from './fields.ts'
import { limitFields, shownLimits } from './limits.ts'
import { userInfo } from './users.ts'

const organizationFields = {
  organization_alias: name.nullish(),
  models: z.array(name).nullish(),
  metadata: metadata.nullish(),
  budget_id: name.nullish(),
  blocked: z.boolean().nullish(),
  ...limitFields,
  ...restrictions,
}
const organizationChanges = z.object(organizationFields)
/** What a request says of an organisation; what is absent stays as it is. */
export type OrganizationChanges = z.infer<typeof organizationChanges>

const organizationInfo = z.object({
  organization_id: z.string(),
  organization_alias: z.string().nullable(),
  models: z.array(z.string()),
  metadata: z.record(z.string(), z.unknown()),
  blocked: z.boolean(),
  budget_id: z.string().nullable(),
  /** US dollars, of the calls that were recorded. */
  spend: z.number(),
  litellm_budget_table: shownLimits,
  ...stamps,
})
export type OrganizationInfo = z.infer<typeof organizationInfo>

const memberRole = z.enum(['org_admin', 'internal_user', 'internal_user_viewer'])

const membership = z.object({
  user_id: z.string(),
  user_email: z.string().nullable(),
  organization_id: z.string(),
  user_role: z.string(),
  /** US dollars that the user's calls cost within the organisation. */
  spend: z.number(),
  created_at: z.string(),
})
export type OrganizationMembership = z.infer<typeof membership>

export const createOrganization = defineRoute({
  method: 'POST',
  path: '/organization/new',
  summary: 'Create an organisation of teams',
  body: z.object({ organization_id: name.nullish(), ...organizationFields, organization_alias: name }),
  response: organizationInfo,
})

export const updateOrganization = defineRoute({
  method: 'PATCH',
  path: '/organization/update',
  summary: 'Change an organisation of teams',
  body: z.object({ organization_id: name, ...organizationFields }),
  response: organizationInfo,
})

export const deleteOrganizations = defineRoute({
  method: 'DELETE',
  path: '/organization/delete',
  summary: 'Delete organisations with their teams and keys',
  body: z.object({ organization_ids: z.array(name).min(1).max(1000) }),
  response: z.array(organizationInfo),
})

export const getOrganizationInfo = defineRoute({
  method: 'GET',
  path: '/organization/info',
  summary: 'An organisation and its teams',
  query: z.object({ organization_id: name }),
  response: organizationInfo.extend({ teams: z.array(z.string()), members: z.array(membership) }),
})

export const listOrganizations = defineRoute({
  method: 'GET',
  path: '/organization/list',
  summary: 'Organisations of teams, newest first',
  response: z.array(organizationInfo),
})

const organization = z.object({ organization_id: name })
const namedUser = z.object({ user_id: name.nullish(), user_email: name.nullish() })
const isNamed = ({ user_id, user_email }: z.infer<typeof namedUser>) => Boolean(user_id || user_email)
const whom = 'Name a user_id or a user_email'
const member = namedUser.extend({ role: memberRole }).refine(isNamed, whom)
/** A member has the limits of the keys and teams that are used, and none within the organisation. */
const memberLimits = { max_budget_in_organization: unsupported }

export const addOrganizationMembers = defineRoute({
  method: 'POST',
  path: '/organization/member_add',
  summary: 'Add one member or several to an organisation; users that do not exist are created',
  body: organization.extend({
    member: z.union([member, z.array(member).min(1).max(1000)]),
    ...memberLimits,
  }),
  response: z.object({
    organization_id: z.string(),
    updated_users: z.array(userInfo),
    updated_organization_memberships: z.array(membership),
  }),
})

export const updateOrganizationMember = defineRoute({
  method: 'PATCH',
  path: '/organization/member_update',
  summary: 'Change the role of a member of an organisation',
  body: organization.extend({ ...namedUser.shape, role: memberRole, ...memberLimits }).refine(isNamed, whom),
  response: membership,
})

export const removeOrganizationMember = defineRoute({
  method: 'DELETE',
  path: '/organization/member_delete',
  summary: 'Take a user out of an organisation; keys and teams stay',
  body: organization.extend(namedUser.shape).refine(isNamed, whom),
  response: membership,
})
