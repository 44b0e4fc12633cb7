import { z } from 'zod'
import { defineRoute } from '../http/route.ts'
import { storableText } from '../langfuse/storable.ts'
import { projectParams } from './time-range.ts'
import { getTrace, oneTrace } from './traces.ts'

const dataType = z.enum(['NUMERIC', 'CATEGORICAL', 'BOOLEAN', 'TEXT'])

/** BOOLEAN has 0 and 1, CATEGORICAL the label. */
const said = {
  value: z.union([z.number(), storableText.min(1).max(500)]),
  comment: storableText.max(5000).nullable(),
}

const givenScore = z
  .object({
    /** Null: on the trace itself. */
    observationId: z.string().min(1).nullable(),
    name: storableText.trim().min(1).max(200),
    dataType,
    /** The config that the score is held to; its name and data type count. */
    configId: storableText.nullable(),
    ...said,
  })
  .refine(({ dataType: type, value }) => fitsDataType(type, value), {
    path: ['value'],
    message: 'The value does not fit the data type',
  })
export type GivenScore = z.output<typeof givenScore>

/** Whether a score of the type may have the value. */
export function fitsDataType(type: z.output<typeof dataType>, value: number | string): boolean {
  if (type === 'BOOLEAN') return value === 0 || value === 1
  return typeof value === (type === 'NUMERIC' ? 'number' : 'string')
}

export const giveScore = defineRoute({
  method: 'POST',
  path: `${getTrace.path}/scores`,
  summary: 'Scores a trace or one of its observations by hand',
  params: oneTrace,
  body: givenScore,
  response: z.object({ id: z.string() }),
})

const scoreParams = oneTrace.extend({ scoreId: z.string().min(1) })
const scorePath = `${getTrace.path}/scores/:scoreId` as const

export const changeGivenScore = defineRoute({
  method: 'PATCH',
  path: scorePath,
  summary: 'Changes value and comment of a score that was given by hand',
  params: scoreParams,
  body: z.object(said),
  response: z.object({}),
})

export const deleteGivenScore = defineRoute({
  method: 'DELETE',
  path: scorePath,
  summary: 'Deletes a score that was given by hand',
  params: scoreParams,
  response: z.object({}),
})

const scoreChoice = z.object({
  id: z.string(),
  name: z.string(),
  dataType,
  minValue: z.number().nullable(),
  maxValue: z.number().nullable(),
  categories: z.array(z.object({ label: z.string(), value: z.number() })),
  description: z.string().nullable(),
})
export type ScoreChoice = z.output<typeof scoreChoice>

export const listScoreChoices = defineRoute({
  method: 'GET',
  path: '/api/app/projects/:projectId/score-choices',
  summary: 'Score configs that scores can be given by, by name',
  params: projectParams,
  response: z.object({ choices: z.array(scoreChoice) }),
})
