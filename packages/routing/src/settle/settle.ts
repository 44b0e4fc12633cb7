import { estimatePrice, findModelPrice, priceUsage } from '@kansoku/catalog'
import { promptTokens, type Usage } from '@kansoku/providers'
import type { Deployment } from '../config/gateway-config.ts'

/** What a call used and cost. */
export interface Settlement {
  /** Counts by the names that LiteLLM gives Langfuse; `input` leaves out what was read from or written to a cache. */
  readonly usageDetails: Readonly<Record<string, number>>
  /** US dollars by the same names, and `total`; empty when the model has no price. */
  readonly costDetails: Readonly<Record<string, number>>
  /** US dollars; null when the model has no price. */
  readonly cost: number | null
}

export const NOTHING_USED: Settlement = { usageDetails: {}, costDetails: {}, cost: null }

/** Prices the usage of a call: the config's own prices first, then the catalogue by the deployment's model. */
export function settle(
  deployment: Pick<Deployment, 'model' | 'price' | 'modelInfo'>,
  usage: Usage,
): Settlement {
  const details = usageDetails(usage)
  const price = deployment.price ?? findPrice(deployment)
  if (!price) return { usageDetails: details, costDetails: {}, cost: null }
  const { costDetails, totalCost } = priceUsage(details, price)
  const dollars: Record<string, number> = {}
  for (const key in costDetails) dollars[key] = Number(costDetails[key])
  return { usageDetails: details, costDetails: dollars, cost: totalCost === null ? null : Number(totalCost) }
}

/** About what a usage would cost, US dollars; 0 when the model has no price. */
export function estimateSettlement(
  deployment: Pick<Deployment, 'model' | 'price' | 'modelInfo'>,
  usage: Pick<Usage, 'inputTokens' | 'outputTokens' | 'units'>,
): number {
  const price = deployment.price ?? findPrice(deployment)
  const { inputTokens: input, outputTokens: output, units } = usage
  return price ? estimatePrice({ input, output, total: input + output, ...units }, price) : 0
}

function findPrice({ model, modelInfo }: Pick<Deployment, 'model' | 'modelInfo'>) {
  const { base_model: baseModel } = modelInfo
  const own = typeof baseModel === 'string' ? findModelPrice(baseModel).price : null
  return own ?? findModelPrice(model).price
}

function usageDetails(usage: Usage): Record<string, number> {
  const { units = {} } = usage
  const tokens = promptTokens(usage) + usage.outputTokens
  if (tokens === 0 && Object.keys(units).length > 0) return { ...units }
  return usage.units ? { ...tokenDetails(usage), ...units } : tokenDetails(usage)
}

function tokenDetails(usage: Usage): Record<string, number> {
  const oneHour = usage.cacheWrite1hTokens ?? 0
  const fiveMinutes = usage.cacheWriteTokens - oneHour
  const details: Record<string, number> = {
    input: usage.inputTokens,
    output: usage.outputTokens,
    total: usage.totalTokens || promptTokens(usage) + usage.outputTokens,
  }
  if (usage.cacheReadTokens > 0) details.cache_read_input_tokens = usage.cacheReadTokens
  if (fiveMinutes > 0) details.cache_creation_input_tokens = fiveMinutes
  if (oneHour > 0) details.input_cache_creation_1h = oneHour
  return details
}
