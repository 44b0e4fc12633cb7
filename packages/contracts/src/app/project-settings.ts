import { z } from 'zod'
import { defineRoute } from '../http/route.ts'
import { storableText } from '../langfuse/storable.ts'
import { projectParams } from './time-range.ts'

/** Secrets are stored as hashes: only their last characters can be shown. */
const projectApiKey = z.object({
  id: z.string(),
  publicKey: z.string(),
  displaySecretKey: z.string(),
  note: z.string().nullable(),
  createdAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
})
export type ProjectApiKey = z.infer<typeof projectApiKey>

export const listProjectApiKeys = defineRoute({
  method: 'GET',
  path: '/api/app/projects/:projectId/api-keys',
  summary: 'API keys of a project, without secrets',
  params: projectParams,
  response: z.object({
    apiKeys: z.array(projectApiKey),
    /** Whether the reader may create and delete keys. */
    mayChange: z.boolean(),
  }),
})

export const createProjectApiKey = defineRoute({
  method: 'POST',
  path: '/api/app/projects/:projectId/api-keys',
  summary: 'Creates a key pair of a project and tells its secret once',
  params: projectParams,
  body: z.object({
    /** What the key is for, in the words of who made it; blank: null. */
    note: storableText
      .trim()
      .max(200)
      .transform((note) => note || null)
      .nullable(),
  }),
  response: projectApiKey.extend({ secretKey: z.string() }),
})

export const deleteProjectApiKey = defineRoute({
  method: 'DELETE',
  path: '/api/app/projects/:projectId/api-keys/:apiKeyId',
  summary: 'Deletes a key pair of a project: whoever uses it is refused from then on',
  params: projectParams.extend({ apiKeyId: storableText.min(1) }),
  response: z.object({}),
})

/** Days that telemetry is kept; null: for ever. Fewer than three would take what an agent still writes to. */
const retentionDays = z.int().min(3).max(36_500).nullable()

const projectRetention = z.object({
  days: retentionDays,
  /** Whether the reader may change it. */
  mayChange: z.boolean(),
  /** What the nightly runs of the last 90 days removed, the last one first; runs that found nothing are left out. */
  runs: z.array(
    z.object({
      id: z.string(),
      ranAt: z.iso.datetime(),
      /** What began earlier was removed. */
      before: z.iso.datetime(),
      traces: z.number(),
      observations: z.number(),
      scores: z.number(),
      comments: z.number(),
      media: z.number(),
    }),
  ),
})
export type ProjectRetention = z.infer<typeof projectRetention>

export const getProjectRetention = defineRoute({
  method: 'GET',
  path: '/api/app/projects/:projectId/retention',
  summary: 'How long a project keeps its telemetry, and what was removed',
  params: projectParams,
  response: projectRetention,
})

export const setProjectRetention = defineRoute({
  method: 'PUT',
  path: '/api/app/projects/:projectId/retention',
  summary: 'Sets how long a project keeps its telemetry; older telemetry is removed at night',
  params: projectParams,
  body: z.object({ days: retentionDays }),
  response: projectRetention,
})
