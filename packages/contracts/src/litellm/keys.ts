import { z } from 'zod'
import { defineRoute } from '../http/route.ts'
import { storableText } from '../langfuse/storable.ts'
import { duration } from './duration.ts'
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
import { limitFields, shownLimits } from './limits.ts'
import { objectPermission, shownObjectPermission } from './object-permission.ts'

const keyRestrictions = {
  ...otherRestrictions,
  allowed_routes: unsupported,
  allowed_passthrough_routes: unsupported,
  allowed_cache_controls: unsupported,
  enforced_params: unsupported,
  permissions: unsupported,
  config: unsupported,
  router_settings: unsupported,
  budget_fallbacks: unsupported,
  auto_rotate: unsupported,
  send_invite_email: unsupported,
  /** A key of this gateway calls models, and manages what the role of its user lets it. */
  key_type: z.enum(['default', 'llm_api'], 'This kind of key is not supported').nullish(),
}

const keyFields = {
  key_alias: name.nullish(),
  /** From now on; -1 or null: for ever. */
  duration: z.union([duration, z.literal('-1')]).nullish(),
  models: z.array(name).nullish(),
  aliases: z.record(name, name).nullish(),
  metadata: metadata.nullish(),
  tags: z.array(name).nullish(),
  guardrails,
  object_permission: objectPermission.nullish(),
  user_id: name.nullish(),
  team_id: name.nullish(),
  /** Where the key's calls land. */
  project_id: name.nullish(),
  blocked: z.boolean().nullish(),
  budget_id: name.nullish(),
  ...limitFields,
}

const ownKey = z
  .string()
  .regex(
    /^sk-[\x21-\x7e]{8,500}$/,
    "A key starts with 'sk-' and has 8 printable characters or more after that",
  )
const generateBody = z.object({ ...keyFields, ...keyRestrictions, key: ownKey.nullish() })
/** The key itself or its hash. */
const keyOrHash = storableText.min(1)
const updateBody = z.object({ ...keyFields, ...keyRestrictions, key: keyOrHash })
const keyChanges = z.object(keyFields)
/** What a request says of a key; what is absent stays as it is. */
export type KeyChanges = z.infer<typeof keyChanges>

export const keyInfo = z.object({
  token: z.string(),
  key_name: z.string(),
  key_alias: z.string().nullable(),
  /** US dollars, of the calls that were recorded. */
  spend: z.number(),
  expires: z.string().nullable(),
  models: z.array(z.string()),
  aliases: z.record(z.string(), z.string()),
  user_id: z.string().nullable(),
  team_id: z.string().nullable(),
  project_id: z.string().nullable(),
  metadata: z.record(z.string(), z.unknown()),
  blocked: z.boolean().nullable(),
  budget_id: z.string().nullable(),
  object_permission: shownObjectPermission.nullable(),
  ...shownLimits.shape,
  ...stamps,
})
export type KeyInfo = z.infer<typeof keyInfo>

/** The only answers that hold a key. */
const withKey = keyInfo.extend({ key: z.string(), token_id: z.string() })

export const generateKey = defineRoute({
  method: 'POST',
  path: '/key/generate',
  summary: 'Create a virtual key',
  body: generateBody,
  response: withKey,
})

/** A key of a team and of no user: it has the limits of the team, not those of a member. */
export const generateServiceAccountKey = defineRoute({
  method: 'POST',
  path: '/key/service-account/generate',
  summary: 'Create a virtual key that belongs to a team and to no user',
  body: generateBody.extend({ team_id: name, user_id: unsupported }),
  response: withKey,
})

export const updateKey = defineRoute({
  method: 'POST',
  path: '/key/update',
  summary: 'Change a virtual key',
  body: updateBody,
  response: keyInfo.extend({ key: z.string() }),
})

export const updateKeys = defineRoute({
  method: 'POST',
  path: '/key/bulk_update',
  summary: 'Change several virtual keys, each for itself: one that fails leaves the others alone',
  body: z.object({ keys: z.array(updateBody).min(1).max(500) }),
  response: z.object({
    total_requested: z.number().int(),
    successful_updates: z.array(z.object({ key: z.string(), key_info: keyInfo })),
    failed_updates: z.array(z.object({ key: z.string(), key_info: z.null(), failed_reason: z.string() })),
  }),
})

export const deleteKeys = defineRoute({
  method: 'POST',
  path: '/key/delete',
  summary: 'Delete virtual keys',
  body: z
    .object({ keys: z.array(keyOrHash).max(1000).nullish(), key_aliases: z.array(name).max(1000).nullish() })
    .refine(({ keys, key_aliases }) => keys?.length || key_aliases?.length, 'Name keys or key_aliases'),
  response: z.object({ deleted_keys: z.array(z.string()) }),
})

export const regenerateKey = defineRoute({
  method: 'POST',
  path: '/key/:key/regenerate',
  summary: 'Replace a virtual key by a new one with the same rights, or with those given',
  params: z.object({ key: keyOrHash }),
  body: z.object({ ...keyFields, ...keyRestrictions, new_key: ownKey.nullish() }).nullish(),
  response: withKey,
})

export const regenerateNamedKey = defineRoute({
  method: 'POST',
  path: '/key/regenerate',
  summary: 'Replace a virtual key that the body names',
  body: updateBody.extend({ new_key: ownKey.nullish() }),
  response: withKey,
})

export const resetKeySpend = defineRoute({
  method: 'POST',
  path: '/key/:key/reset_spend',
  summary: 'Set what a virtual key has spent, to less than it has',
  params: z.object({ key: keyOrHash }),
  body: z.object({ reset_to: z.number().nonnegative() }),
  response: z.object({
    key_hash: z.string(),
    spend: z.number(),
    previous_spend: z.number(),
    max_budget: z.number().nullable(),
    budget_reset_at: z.string().nullable(),
  }),
})

const onlyKey = z.object({ key: keyOrHash })

export const blockKey = defineRoute({
  method: 'POST',
  path: '/key/block',
  summary: 'Block a virtual key',
  body: onlyKey,
  response: keyInfo,
})

export const unblockKey = defineRoute({
  method: 'POST',
  path: '/key/unblock',
  summary: 'Unblock a virtual key',
  body: onlyKey,
  response: keyInfo,
})

export const getKeyInfo = defineRoute({
  method: 'GET',
  path: '/key/info',
  summary: 'A virtual key; without `key` the one that asks',
  query: z.object({ key: keyOrHash.optional() }),
  response: z.object({ key: z.string(), info: keyInfo }),
})

export const getKeyInfos = defineRoute({
  method: 'POST',
  path: '/v2/key/info',
  summary: 'Some virtual keys; those that do not exist are left out',
  body: z.object({ keys: z.array(keyOrHash).min(1).max(1000) }),
  response: z.object({ key: z.array(z.string()), info: z.array(keyInfo) }),
})

export const listKeyAliases = defineRoute({
  method: 'GET',
  path: '/key/aliases',
  summary: 'Aliases of virtual keys, in their order',
  query: z.object({
    page,
    size: pageSize.default(50),
    /** A part of the alias, whatever its case. */
    search: storableText.optional(),
    team_id: storableText.optional(),
  }),
  response: z.object({
    aliases: z.array(z.string()),
    total_count: z.number().int(),
    current_page: z.number().int(),
    total_pages: z.number().int(),
    size: z.number().int(),
  }),
})

export const listKeys = defineRoute({
  method: 'GET',
  path: '/key/list',
  summary: 'Hashes of virtual keys, newest first, or whole keys with return_full_object',
  query: z.object({
    page,
    size: pageSize.default(10),
    user_id: storableText.optional(),
    team_id: storableText.optional(),
    key_alias: storableText.optional(),
    return_full_object: z.enum(['true', 'false', 'True', 'False']).optional(),
  }),
  response: z.object({
    keys: z.array(z.union([z.string(), keyInfo])),
    total_count: z.number().int(),
    current_page: z.number().int(),
    total_pages: z.number().int(),
  }),
})

export const checkKeyHealth = defineRoute({
  method: 'POST',
  path: '/key/health',
  summary: 'Whether the key that asks works',
  response: z.object({ key: z.enum(['healthy', 'unhealthy']), logging_callbacks: z.null() }),
})
