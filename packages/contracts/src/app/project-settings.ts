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
