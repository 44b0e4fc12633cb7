import { z } from 'zod'
import { defineRoute } from '../http/route.ts'
import { gatewayModel } from '../litellm/models.ts'

/** A model behind a gateway, as its config says; never with credentials or addresses. */
export const gatewayDeployment = z.object({
  id: z.string(),
  /** The name that clients call. */
  group: z.string(),
  model: z.string(),
  provider: z.string(),
  region: z.string().nullable(),
  /** US dollars a token; null: not known. */
  inputPrice: z.number().nullable(),
  outputPrice: z.number().nullable(),
  cacheReadPrice: z.number().nullable(),
  maxInputTokens: z.number().nullable(),
  /** Groups that step in when this one fails, in order. */
  fallbacks: z.array(z.string()),
  /** It failed lately and is not called for some seconds. */
  isResting: z.boolean(),
  /** Of one that was added: its model as it was named then. Null: it stands in the config file. */
  addedAs: z.string().nullable(),
})
export type GatewayDeployment = z.infer<typeof gatewayDeployment>

/** The internal API of a gateway, for the server that it is connected to: under the secret that they share. */
export const listGatewayDeployments = defineRoute({
  method: 'GET',
  path: '/internal/deployments',
  summary: 'Deployments, of the config file and added ones',
  response: z.object({ deployments: z.array(gatewayDeployment) }),
})

export const testGatewayDeployment = defineRoute({
  method: 'POST',
  path: '/internal/deployments/test',
  summary: 'Calls a deployment with a few words',
  body: z.object({ id: z.string() }),
  response: z.object({
    /** Null: it answered. */
    error: z.string().nullable(),
    seconds: z.number(),
  }),
})

export const checkGatewayModel = defineRoute({
  method: 'POST',
  path: '/internal/deployments/check',
  summary: 'Whether calls could be made to a deployment that is to be added',
  body: gatewayModel,
  response: z.object({
    /** Null: nothing is wrong with it. */
    fault: z.string().nullable(),
  }),
})
