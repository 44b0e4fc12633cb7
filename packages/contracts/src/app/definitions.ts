import { z } from 'zod'
import { defineRoute } from '../http/route.ts'
import { createModel, publicModel } from '../langfuse/model.ts'
import { createScoreConfig, listScoreConfigs, updateScoreConfig } from '../langfuse/score-config.ts'
import { storableText } from '../langfuse/storable.ts'
import { projectParams } from './time-range.ts'

const modelsPath = '/api/app/projects/:projectId/model-definitions'
const modelParams = projectParams.extend({ modelId: storableText.min(1) })

export const listModelDefinitions = defineRoute({
  method: 'GET',
  path: modelsPath,
  summary: "The project's own models and those of the price list, by name",
  params: projectParams,
  response: z.object({ models: z.array(publicModel), mayChange: z.boolean() }),
})

export const addModelDefinition = defineRoute({
  method: 'POST',
  path: modelsPath,
  summary: 'Defines a model of the project',
  params: projectParams,
  body: createModel.body,
  response: publicModel,
})

export const changeModelDefinition = defineRoute({
  method: 'PUT',
  path: `${modelsPath}/:modelId`,
  summary: 'Puts another definition in place of a model of the project',
  params: modelParams,
  body: createModel.body,
  response: publicModel,
})

export const removeModelDefinition = defineRoute({
  method: 'DELETE',
  path: `${modelsPath}/:modelId`,
  summary: 'Deletes a model of the project; what it priced keeps its cost',
  params: modelParams,
  response: z.object({}),
})

const modelMatch = z.object({
  /** Null: no price, for the reason that stands beside. */
  match: z
    .object({
      modelName: z.string(),
      /** Null for prices that stand in no definition: from the data of other price lists. */
      modelId: z.string().nullable(),
      isOwn: z.boolean(),
      tier: z.string().nullable(),
      /** US dollars as decimal text; `total` is the last one. Empty when no usage has a price. */
      costs: z.array(z.object({ key: z.string(), units: z.number().nullable(), cost: z.string() })),
      /** Usage without a price. */
      unpriced: z.array(z.string()),
    })
    .nullable(),
  reason: z.string().nullable(),
})
export type ModelMatch = z.infer<typeof modelMatch>

export const matchModelDefinition = defineRoute({
  method: 'POST',
  path: `${modelsPath}/match`,
  summary: 'Which definition and which tier a call of a model would be priced by, and what it would cost',
  params: projectParams,
  body: z.object({
    model: storableText.trim().min(1).max(500),
    usage: z.record(storableText.min(1).max(200), z.number().nonnegative()),
  }),
  response: modelMatch,
})

const configsPath = '/api/app/projects/:projectId/score-configs'

export const listProjectScoreConfigs = defineRoute({
  method: 'GET',
  path: configsPath,
  summary: 'Score configs of a project, newest first, archived ones included',
  params: projectParams,
  response: z.object({ configs: listScoreConfigs.response.shape.data, mayChange: z.boolean() }),
})

export const addProjectScoreConfig = defineRoute({
  method: 'POST',
  path: configsPath,
  summary: 'Defines a score config of the project',
  params: projectParams,
  body: createScoreConfig.body,
  response: createScoreConfig.response,
})

export const changeProjectScoreConfig = defineRoute({
  method: 'PATCH',
  path: `${configsPath}/:configId`,
  summary: 'Changes or archives a score config; scores that exist stay as they are',
  params: projectParams.extend({ configId: storableText.min(1) }),
  body: updateScoreConfig.body,
  response: updateScoreConfig.response,
})
