import { z } from 'zod'
import { defineRoute } from '../http/route.ts'
import { storableJson, storableText } from '../langfuse/storable.ts'
import { name, stamps } from './fields.ts'

/** As a config file has them; null takes one away. */
const settings = z.record(storableText, storableJson)

const modelRow = z.object({
  model_id: z.string(),
  model_name: z.string(),
  /** Without anything that could be secret. */
  litellm_params: z.record(z.string(), z.unknown()),
  model_info: z.record(z.string(), z.unknown()),
  ...stamps,
})
export type ModelRow = z.infer<typeof modelRow>

export const addModel = defineRoute({
  method: 'POST',
  path: '/model/new',
  summary: 'Add a deployment of a model, beside those of the config file',
  body: z.object({
    model_name: name,
    litellm_params: settings.refine(({ model }) => typeof model === 'string', 'model is missing'),
    model_info: settings.default({}),
  }),
  response: modelRow,
})

const modelChanges = {
  model_name: name.nullish(),
  litellm_params: settings.nullish(),
}

export const updateModel = defineRoute({
  method: 'POST',
  path: '/model/update',
  summary: 'Change a deployment that was added; what is not named stays',
  body: z.object({
    ...modelChanges,
    model_info: settings.refine(({ id }) => typeof id === 'string', 'id is missing'),
  }),
  response: modelRow,
})

export const patchModel = defineRoute({
  method: 'PATCH',
  path: '/model/:id/update',
  summary: 'Change a deployment that was added; what is not named stays',
  params: z.object({ id: name }),
  body: z.object({ ...modelChanges, model_info: settings.nullish() }),
  response: modelRow,
})

export const removeModel = defineRoute({
  method: 'POST',
  path: '/model/delete',
  summary: 'Delete a deployment that was added',
  body: z.object({ id: name }),
  response: z.object({ message: z.string() }),
})

/** A deployment that was added, as gateways know it: an entry of `model_list` with its id. */
export const gatewayModel = z.object({
  id: z.string(),
  modelName: z.string(),
  /** With its credentials. */
  params: z.record(z.string(), z.unknown()),
  info: z.record(z.string(), z.unknown()),
})
export type GatewayModel = z.infer<typeof gatewayModel>

/** What a request says of a deployment. */
export interface ModelChanges {
  readonly model_name?: string | null | undefined
  readonly litellm_params?: Readonly<Record<string, unknown>> | null | undefined
  readonly model_info?: Readonly<Record<string, unknown>> | null | undefined
}

/** The deployment as it is after a change. The id stays. */
export function changeModel(model: GatewayModel, changes: ModelChanges): GatewayModel {
  const { model_name: modelName, litellm_params: params, model_info: info } = changes
  return {
    id: model.id,
    modelName: modelName ?? model.modelName,
    params: merge(model.params, params),
    info: merge(model.info, info),
  }
}

function merge(stored: GatewayModel['params'], changes: ModelChanges['model_info']): GatewayModel['params'] {
  const { id: _, ...changed } = changes ?? {}
  return Object.fromEntries(Object.entries({ ...stored, ...changed }).filter(([, value]) => value !== null))
}

/** Only what is known to be harmless: a list of what to hide would miss the next secret. */
const harmlessParams = [
  'aws_region_name',
  'api_version',
  'custom_llm_provider',
  'rpm',
  'tpm',
  'weight',
  'order',
  'timeout',
  'stream_timeout',
  'max_parallel_requests',
  'tags',
]

/** Settings of a deployment that may be shown. */
export function shownModelParams(params: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    harmlessParams.filter((name) => params[name] !== undefined).map((name) => [name, params[name]]),
  )
}
