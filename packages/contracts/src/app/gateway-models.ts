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
    /** Whether the reader may add, change and delete them. */
    mayChange: z.boolean(),
  }),
})

export const testGatewayModel = defineRoute({
  method: 'POST',
  path: '/api/app/projects/:projectId/gateway-models/test',
  summary: 'Calls one of them with a few words',
  params: projectParams,
  body: z.object({ id: z.string().min(1).max(500) }),
  response: testGatewayDeployment.response.extend({
    /** False: the gateway does not answer, and nothing is known of the model. */
    isReachable: z.boolean(),
  }),
})

/** The environment of the gateway is for its config file: what is written here is shown to others, or sent elsewhere. */
const setting = z
  .string()
  .min(1)
  .max(2000)
  .refine(
    (text) => !text.trim().startsWith('os.environ/'),
    'References to the environment stand in the config file only',
  )

const modelWishes = z.object({
  /** What clients call it. */
  name: setting,
  /** Provider and model, as `bedrock/…`. */
  model: setting,
  /** Null: the provider's usual one, or none. */
  region: setting.nullable(),
  apiBase: setting.nullable(),
  apiVersion: setting.nullable(),
  apiKey: setting.nullable(),
})
export type GatewayModelWishes = z.infer<typeof modelWishes>

const modelParams = z.object({ ...projectParams.shape, modelId: z.string().min(1).max(500) })

export const createGatewayModel = defineRoute({
  method: 'POST',
  path: '/api/app/projects/:projectId/gateway-models',
  summary: 'Adds a model to the gateway',
  params: projectParams,
  body: modelWishes,
  response: z.object({ id: z.string() }),
})

/** What is not named stays; nobody is shown what is stored but name, model and region. */
export const changeGatewayModel = defineRoute({
  method: 'PATCH',
  path: '/api/app/projects/:projectId/gateway-models/:modelId',
  summary: 'Changes a model that was added',
  params: modelParams,
  body: modelWishes.partial(),
  response: z.object({ id: z.string() }),
})

export const deleteGatewayModel = defineRoute({
  method: 'DELETE',
  path: '/api/app/projects/:projectId/gateway-models/:modelId',
  summary: 'Deletes a model that was added',
  params: modelParams,
  response: z.object({ id: z.string() }),
})
