import { z } from 'zod'
import { defineRoute } from '../http/route.ts'

export const tellGatewayOfChange = defineRoute({
  method: 'POST',
  path: '/internal/changes',
  summary: 'What the server has stored before counts once this is answered',
  response: z.object({}),
})
