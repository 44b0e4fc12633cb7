import { z } from 'zod'
import { defineRoute } from '../http/route.ts'
import { metadata, name, restrictions, stamps } from './fields.ts'
import { limitFields, shownLimits } from './limits.ts'

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
  response: organizationInfo.extend({ teams: z.array(z.string()) }),
})

export const listOrganizations = defineRoute({
  method: 'GET',
  path: '/organization/list',
  summary: 'Organisations of teams, newest first',
  response: z.array(organizationInfo),
})
