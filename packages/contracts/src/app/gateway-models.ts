import { z } from 'zod'
import { gatewayDeployment, testGatewayDeployment } from '../gateway/deployments.ts'
import { defineRoute } from '../http/route.ts'
import { projectParams } from './time-range.ts'

export const listGatewayModels = defineRoute({
  method: 'GET',
  path: '/api/app/projects/:projectId/gateway-models',
  summary: 'Models of the gateway',
  params: projectParams,
  response: z.object({
    /** Whether the gateway answered; without it nothing is known of its models. */
    isReachable: z.boolean(),
    deployments: z.array(gatewayDeployment),
    /** Whether the reader may have them called. */
    mayTest: z.boolean(),
  }),
})

export const testGatewayModel = defineRoute({
  method: 'POST',
  path: '/api/app/projects/:projectId/gateway-models/test',
  summary: 'Calls one of them with a few words',
  params: projectParams,
  body: z.object({ id: z.string().min(1).max(500) }),
  response: testGatewayDeployment.response,
})
