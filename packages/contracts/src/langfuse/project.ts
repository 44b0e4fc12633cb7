import { z } from 'zod'
import { defineRoute } from '../http/route.ts'
import { text } from './read-fields.ts'

export const publicProject = z.object({
  id: text,
  name: text,
  organization: z.object({ id: text, name: text }),
  metadata: z.record(z.string(), z.unknown()),
  /** Absent when data is kept for good. */
  retentionDays: z.number().int().optional(),
})

export const listPublicProjects = defineRoute({
  method: 'GET',
  path: '/api/public/projects',
  summary: 'The project of the key',
  response: z.object({ data: z.array(publicProject) }),
})
