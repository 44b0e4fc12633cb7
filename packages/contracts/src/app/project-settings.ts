import { z } from 'zod'
import { defineRoute } from '../http/route.ts'
import { projectParams } from './time-range.ts'

/** API keys of a project. Secrets are stored as hashes: only their last characters can be shown. */
export const listProjectApiKeys = defineRoute({
  method: 'GET',
  path: '/api/app/projects/:projectId/api-keys',
  summary: 'API keys of a project, without secrets',
  params: projectParams,
  response: z.object({
    apiKeys: z.array(
      z.object({
        id: z.string(),
        publicKey: z.string(),
        displaySecretKey: z.string(),
        note: z.string().nullable(),
        createdAt: z.iso.datetime(),
        lastUsedAt: z.iso.datetime().nullable(),
      }),
    ),
  }),
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
