import { z } from 'zod'
import { defineRoute } from '../http/route.ts'
import { instantField, text } from './read-fields.ts'
import { instantParam, listParam, pageMeta, pageParams } from './read-params.ts'
import { publicTrace } from './trace.ts'

/** A session exists through its traces; it was created with the first of them. */
export const publicSession = z.object({
  id: text,
  createdAt: instantField,
  projectId: text,
  environment: text,
})
export type PublicSession = z.infer<typeof publicSession>

export const listPublicSessions = defineRoute({
  method: 'GET',
  path: '/api/public/sessions',
  summary: 'Sessions of the project, newest first',
  query: z.object({
    ...pageParams,
    fromTimestamp: instantParam,
    toTimestamp: instantParam,
    environment: listParam,
  }),
  response: z.object({ data: z.array(publicSession), meta: pageMeta }),
})

export const getPublicSession = defineRoute({
  method: 'GET',
  path: '/api/public/sessions/:sessionId',
  summary: 'One session with its traces',
  params: z.object({ sessionId: z.string() }),
  response: publicSession.extend({ traces: z.array(publicTrace) }),
})
