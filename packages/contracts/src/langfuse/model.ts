import { z } from 'zod'
import { defineRoute } from '../http/route.ts'
import { instant } from './identifiers.ts'
import { pricingTier, pricingTierInput, tierFault } from './pricing-tier.ts'
import { instantField, json, numberOrNull, text, textOrNull } from './read-fields.ts'
import { pageMeta, pageParams } from './read-params.ts'
import { storableJson, storableText } from './storable.ts'

const usageUnit = z.enum(['TOKENS', 'CHARACTERS', 'MILLISECONDS', 'SECONDS', 'REQUESTS', 'IMAGES'])

/** US dollars per unit. */
const price = z.number().nonnegative()

/** What turns the usage of an observation into its cost. Flat prices are those of the default tier. */
export const publicModel = z.object({
  id: text,
  modelName: text,
  matchPattern: text,
  startDate: instantField.nullable(),
  unit: usageUnit.nullable(),
  inputPrice: numberOrNull,
  outputPrice: numberOrNull,
  totalPrice: numberOrNull,
  tokenizerId: textOrNull,
  tokenizerConfig: json,
  /** Of the price list, the same for all projects; the others are the project's own. */
  isLangfuseManaged: z.boolean(),
  createdAt: instantField,
  prices: z.record(z.string(), z.object({ price })),
  pricingTiers: z.array(pricingTier),
})
export type PublicModel = z.infer<typeof publicModel>

const modelBody = z
  .object({
    modelName: storableText.min(1).max(500),
    /** A regular expression of Postgres. */
    matchPattern: storableText.min(1).max(1000),
    startDate: z.union([instant, z.iso.date()]).nullish(),
    unit: usageUnit.nullish(),
    inputPrice: price.nullish(),
    outputPrice: price.nullish(),
    totalPrice: price.nullish(),
    pricingTiers: z.array(pricingTierInput).max(100).nullish(),
    tokenizerId: z.enum(['openai', 'claude']).nullish(),
    tokenizerConfig: storableJson.nullish(),
  })
  .superRefine((model, context) => {
    for (const { path, message } of faults(model)) context.addIssue({ code: 'custom', path, message })
  })
export type ModelBody = z.output<typeof modelBody>

interface Priced {
  readonly unit?: string | null | undefined
  readonly inputPrice?: number | null | undefined
  readonly outputPrice?: number | null | undefined
  readonly totalPrice?: number | null | undefined
  readonly pricingTiers?: readonly z.output<typeof pricingTierInput>[] | null | undefined
}

function faults(model: Priced): { path: string[]; message: string }[] {
  const { inputPrice, outputPrice, totalPrice, pricingTiers } = model
  const hasTiers = (pricingTiers?.length ?? 0) > 0
  const isFlat = [inputPrice, outputPrice, totalPrice].some((given) => given != null)
  const choose = 'Must provide either flat prices (inputPrice/outputPrice/totalPrice) OR pricingTiers'
  if (isFlat && hasTiers) return [{ path: [], message: `${choose}, not both` }]
  if (pricingTiers && hasTiers) {
    const message = tierFault(pricingTiers)
    return message === null ? [] : [{ path: ['pricingTiers'], message }]
  }
  if (!isFlat) return [{ path: [], message: choose }]
  const found: { path: string[]; message: string }[] = []
  if (model.unit == null) found.push({ path: ['unit'], message: 'unit is required with flat prices' })
  if (totalPrice != null && (inputPrice != null || outputPrice != null)) {
    const message = 'If input and/or output price is set, total price must be null'
    found.push({ path: ['totalPrice'], message })
  }
  return found
}

export const createModel = defineRoute({
  method: 'POST',
  path: '/api/public/models',
  summary: 'Defines a model of the project; its prices win over those of the price list',
  body: modelBody,
  response: publicModel,
})

export const listModels = defineRoute({
  method: 'GET',
  path: '/api/public/models',
  summary: "The project's own models and those of the price list, by name",
  query: z.object(pageParams),
  response: z.object({ data: z.array(publicModel), meta: pageMeta }),
})

export const getModel = defineRoute({
  method: 'GET',
  path: '/api/public/models/:id',
  summary: 'One model',
  params: z.object({ id: storableText }),
  response: publicModel,
})

export const deleteModel = defineRoute({
  method: 'DELETE',
  path: '/api/public/models/:id',
  summary: 'Deletes a model of the project; those of the price list stay',
  params: z.object({ id: storableText }),
  response: z.object({ message: z.literal('Model successfully deleted') }),
})
