import { z } from 'zod'
import { storableJson, storableText } from '../langfuse/storable.ts'

/** An id, an alias, a model: what people name things. */
export const name = storableText.min(1).max(500)

export const metadata = z.record(storableText, storableJson)

/** A setting that this gateway does not follow: a request for it is refused, not answered as if it held. */
export const unsupported = z.unknown().refine(isEmpty, 'This setting is not supported').optional()

function isEmpty(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    value === false ||
    (typeof value === 'object' && Object.keys(value).length === 0)
  )
}

/** LiteLLM's restrictions that are not enforced here. */
export const restrictions = {
  guardrails: unsupported,
  policies: unsupported,
  prompts: unsupported,
  object_permission: unsupported,
  access_group_ids: unsupported,
}

/** The same where guardrails may be named, and tools of MCP servers. */
const { guardrails: _guardrails, object_permission: _objectPermission, ...others } = restrictions
export const otherRestrictions = others

/** Guardrails by their names in the config of the gateway. */
export const guardrails = z.array(name).nullish()

export const stamps = {
  created_at: z.string(),
  created_by: z.string().nullable(),
  updated_at: z.string(),
  updated_by: z.string().nullable(),
}

export const page = z.coerce.number().int().min(1).default(1)
export const pageSize = z.coerce.number().int().min(1).max(100)
