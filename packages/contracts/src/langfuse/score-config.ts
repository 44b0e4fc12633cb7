import { z } from 'zod'
import { defineRoute } from '../http/route.ts'
import { instantField, numberOrNull, text, textOrNull } from './read-fields.ts'
import { pageMeta, pageParams } from './read-params.ts'
import { storableText } from './storable.ts'

const dataType = z.enum(['NUMERIC', 'CATEGORICAL', 'BOOLEAN', 'TEXT'])

/** What a score of a config may be; both bounds are included. BOOLEAN has the categories True (1) and False (0). */
const publicScoreConfig = z.object({
  id: text,
  name: text,
  createdAt: instantField,
  updatedAt: instantField,
  projectId: text,
  dataType,
  /** No score is taken for an archived config; those that name it stay. */
  isArchived: z.boolean(),
  minValue: numberOrNull,
  maxValue: numberOrNull,
  categories: z.array(z.object({ label: text, value: z.number() })).nullable(),
  description: textOrNull,
})
export type PublicScoreConfig = z.infer<typeof publicScoreConfig>

const name = storableText
  .min(1)
  .max(35)
  .regex(
    /^[\p{L}\p{M}\p{N}_ .()-]+$/u,
    'Only letters, numbers, underscores, spaces, periods, parentheses, and hyphens are allowed',
  )

const malformedCategories =
  'Category must be an array of objects with label value pairs, where labels and values are unique.'

const limits = {
  minValue: z.number().nullish(),
  maxValue: z.number().nullish(),
  categories: z
    .array(z.object({ label: storableText.min(1), value: z.number() }), malformedCategories)
    .max(500)
    .nullish(),
}

const createBody = z
  .object({ name, dataType, ...limits, description: storableText.nullish() })
  .superRefine((config, context) => {
    for (const { path, message } of scoreConfigFaults(config)) {
      context.addIssue({ code: 'custom', path: [...path], message })
    }
  })
export type ScoreConfigBody = z.output<typeof createBody>

/** What is absent stays; null clears a bound and the description, and means absent elsewhere. */
const updateBody = z
  .object({
    isArchived: z.boolean().nullish(),
    name: name.nullish(),
    ...limits,
    description: storableText.nullish(),
  })
  .refine(
    (changes) => Object.values(changes).some((value) => value !== undefined),
    'Request body cannot be empty. At least one field must be provided for update.',
  )
export type ScoreConfigChanges = z.output<typeof updateBody>

interface Definition {
  readonly dataType: PublicScoreConfig['dataType']
  readonly minValue?: number | null | undefined
  readonly maxValue?: number | null | undefined
  readonly categories?: readonly { readonly label: string; readonly value: number }[] | null | undefined
}

interface Fault {
  readonly path: readonly string[]
  readonly message: string
}

/** What is wrong with a config as a whole: limits that its data type does not have, or that exclude each other. */
export function scoreConfigFaults({ dataType, minValue, maxValue, categories }: Definition): Fault[] {
  const faults: Fault[] = []
  const isNumeric = dataType === 'NUMERIC'
  for (const [bound, value] of Object.entries({ minValue, maxValue })) {
    if (value != null && !isNumeric) {
      faults.push({ path: [bound], message: `${bound} is only for data type NUMERIC, not for ${dataType}` })
    }
  }
  if (isNumeric && minValue != null && maxValue != null && maxValue <= minValue) {
    faults.push({ path: ['maxValue'], message: 'Maximum value must be greater than Minimum value' })
  }
  const message = dataType === 'CATEGORICAL' ? categoriesFault(categories) : misplaced(dataType, categories)
  if (message !== null) faults.push({ path: ['categories'], message })
  return faults
}

function misplaced(dataType: string, categories: Definition['categories']): string | null {
  if (categories == null) return null
  if (dataType === 'BOOLEAN')
    return 'Categories of data type BOOLEAN are True (1) and False (0) and cannot be set'
  return `categories are only for data type CATEGORICAL, not for ${dataType}`
}

function categoriesFault(categories: Definition['categories']): string | null {
  if (categories == null || categories.length === 0) return malformedCategories
  const label = firstRepeat(categories.map((category) => category.label))
  if (label !== undefined) return `Duplicate category label: ${label}, category labels must be unique`
  const value = firstRepeat(categories.map((category) => category.value))
  return value === undefined ? null : `Duplicate category value: ${value}, category values must be unique`
}

function firstRepeat<Value>(values: readonly Value[]): Value | undefined {
  return values.find((value, index) => values.indexOf(value) < index)
}

export const createScoreConfig = defineRoute({
  method: 'POST',
  path: '/api/public/score-configs',
  summary: 'Defines what scores may be that name this config',
  body: createBody,
  response: publicScoreConfig,
})

export const listScoreConfigs = defineRoute({
  method: 'GET',
  path: '/api/public/score-configs',
  summary: 'Score configs of the project, newest first, archived ones included',
  query: z.object(pageParams),
  response: z.object({ data: z.array(publicScoreConfig), meta: pageMeta }),
})

export const getScoreConfig = defineRoute({
  method: 'GET',
  path: '/api/public/score-configs/:configId',
  summary: 'One score config',
  params: z.object({ configId: storableText }),
  response: publicScoreConfig,
})

export const updateScoreConfig = defineRoute({
  method: 'PATCH',
  path: '/api/public/score-configs/:configId',
  summary: 'Changes or archives a score config; scores that exist stay as they are',
  params: z.object({ configId: storableText }),
  body: updateBody,
  response: publicScoreConfig,
})
