import { z } from 'zod'
import { defineRoute } from '../http/route.ts'
import { metadata, name, page, pageSize, restrictions, stamps, unsupported } from './fields.ts'
import { keyInfo } from './keys.ts'
import { limitFields, shownLimits } from './limits.ts'

const role = z.enum([
  'proxy_admin',
  'proxy_admin_viewer',
  'org_admin',
  'internal_user',
  'internal_user_viewer',
  'team',
  'customer',
])

const userFields = {
  user_email: name.nullish(),
  user_alias: name.nullish(),
  user_role: role.nullish(),
  models: z.array(name).nullish(),
  metadata: metadata.nullish(),
  blocked: z.boolean().nullish(),
  budget_id: name.nullish(),
  ...limitFields,
  ...restrictions,
  organizations: unsupported,
  password: unsupported,
  send_invite_email: unsupported,
}
const userChanges = z.object(userFields)
/** What a request says of a user; what is absent stays as it is. */
export type UserChanges = z.infer<typeof userChanges>

export const userInfo = z.object({
  user_id: z.string(),
  user_email: z.string().nullable(),
  user_alias: z.string().nullable(),
  user_role: z.string().nullable(),
  models: z.array(z.string()),
  metadata: z.record(z.string(), z.unknown()),
  blocked: z.boolean(),
  budget_id: z.string().nullable(),
  teams: z.array(z.string()),
  /** US dollars, of the calls that were recorded. */
  spend: z.number(),
  ...shownLimits.shape,
  ...stamps,
})
export type UserInfo = z.infer<typeof userInfo>

export const createUser = defineRoute({
  method: 'POST',
  path: '/user/new',
  summary: 'Create a user, with a virtual key unless auto_create_key is false',
  body: z.object({
    user_id: name.nullish(),
    teams: z.array(name).max(100).nullish(),
    auto_create_key: z.boolean().default(true),
    key_alias: name.nullish(),
    ...userFields,
  }),
  response: userInfo.extend({ key: z.string().nullable(), token: z.string().nullable() }),
})

export const updateUser = defineRoute({
  method: 'POST',
  path: '/user/update',
  summary: 'Change a user, named by id or e-mail address',
  body: z.object({ user_id: name.nullish(), ...userFields }),
  response: z.object({ user_id: z.string(), data: userInfo }),
})

const { user_email: _email, ...sharedFields } = userFields

export const updateUsers = defineRoute({
  method: 'POST',
  path: '/user/bulk_update',
  summary: 'Change several users, or all of them alike: one that fails leaves the others alone',
  body: z
    .object({
      users: z.array(updateUser.body).max(500).nullish(),
      all_users: z.boolean().nullish(),
      /** What all users get. */
      user_updates: z.object(sharedFields).nullish(),
    })
    .refine(
      ({ users, all_users, user_updates }) => (all_users ? user_updates && !users : users?.length),
      'Name users, or all_users with user_updates',
    ),
  response: z.object({
    results: z.array(
      z.object({
        user_id: z.string().nullable(),
        user_email: z.string().nullable(),
        success: z.boolean(),
        error: z.string().nullable(),
        updated_user: userInfo.nullable(),
      }),
    ),
    total_requested: z.number().int(),
    successful_updates: z.number().int(),
    failed_updates: z.number().int(),
  }),
})

export const deleteUsers = defineRoute({
  method: 'POST',
  path: '/user/delete',
  summary: 'Delete users with their keys',
  body: z.object({ user_ids: z.array(name).min(1).max(1000) }),
  response: z.object({ deleted_users: z.array(z.string()) }),
})

export const getUserInfo = defineRoute({
  method: 'GET',
  path: '/user/info',
  summary: 'A user with keys and teams; the user of the key that asks without `user_id`',
  query: z.object({ user_id: name.optional() }),
  response: z.object({
    user_id: z.string(),
    user_info: userInfo,
    keys: z.array(keyInfo),
    teams: z.array(z.object({ team_id: z.string(), role: z.string() })),
  }),
})

export const getUserInfoAlone = defineRoute({
  method: 'GET',
  path: '/v2/user/info',
  summary: 'A user without keys; the user of the key that asks without `user_id`',
  query: z.object({ user_id: name.optional() }),
  response: userInfo,
})

export const filterUsers = defineRoute({
  method: 'GET',
  path: '/user/filter/ui',
  summary: 'Users by a part of their id or e-mail address, newest first, for a field to choose from',
  query: z.object({
    user_id: name.optional(),
    user_email: name.optional(),
    page,
    page_size: pageSize.default(50),
  }),
  response: z.array(z.object({ user_id: z.string(), user_email: z.string().nullable() })),
})

export const listUsers = defineRoute({
  method: 'GET',
  path: '/user/list',
  summary: 'Users page by page, newest first',
  query: z.object({
    page,
    page_size: pageSize.default(25),
    user_ids: z.string().optional(),
    user_email: name.optional(),
    role: role.optional(),
  }),
  response: z.object({
    users: z.array(userInfo),
    total: z.number().int(),
    page: z.number().int(),
    page_size: z.number().int(),
    total_pages: z.number().int(),
  }),
})

export const listRoles = defineRoute({
  method: 'GET',
  path: '/user/available_roles',
  summary: 'Roles that a user can have',
  response: z.record(z.string(), z.object({ description: z.string(), ui_label: z.string() })),
})
