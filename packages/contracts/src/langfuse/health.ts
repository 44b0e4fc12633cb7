import { z } from 'zod'
import { defineRoute } from '../http/route.ts'
import { textParam } from './read-params.ts'

const health = z.object({ status: z.string(), version: z.string() })

export const getHealth = defineRoute({
  method: 'GET',
  path: '/api/public/health',
  summary:
    'Whether the server answers; with the parameters also whether its stores do and whether events arrive',
  query: z.object({ failIfDatabaseUnavailable: textParam, failIfNoRecentEvents: textParam }),
  response: health,
  auth: 'none',
})

export const getReadiness = defineRoute({
  method: 'GET',
  path: '/api/public/ready',
  summary: 'Whether the server takes requests; 500 while it shuts down',
  response: health,
  auth: 'none',
})
