import { readCostDetails } from './cost-details.ts'
import { readUsageDetails, toCount, type UsageDetails } from './usage-details.ts'

interface LegacyUsage {
  readonly usageDetails: UsageDetails | undefined
  readonly costDetails: Readonly<Record<string, string>> | undefined
}

/** Names of the old `usage` objects: Langfuse's own and the camel-cased ones of OpenAI. */
const countNames = {
  input: ['input', 'promptTokens'],
  output: ['output', 'completionTokens'],
  total: ['total', 'totalTokens'],
} as const

/**
 * Reads the `usage` of old SDKs: `{input, output, total, unit, inputCost…}` or `{promptTokens, …}`. The names of
 * OpenAI's API are read as `usageDetails` are.
 */
export function readLegacyUsage(value: unknown): LegacyUsage {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { usageDetails: undefined, costDetails: undefined }
  }
  const usage = value as Readonly<Record<string, unknown>>
  const counts: Record<string, number> = {}
  for (const [name, keys] of Object.entries(countNames)) {
    const found = keys.map((key) => toCount(usage[key])).find((tokens) => tokens !== null)
    if (found !== undefined && found !== null) counts[name] = found
  }
  const { inputCost: input, outputCost: output, totalCost: total } = usage
  return {
    usageDetails: Object.keys(counts).length > 0 ? counts : openAiUsage(usage),
    costDetails: readCostDetails({ input, output, total }),
  }
}

function openAiUsage(usage: Readonly<Record<string, unknown>>): UsageDetails | undefined {
  return 'prompt_tokens' in usage || 'input_tokens' in usage ? readUsageDetails(usage) : undefined
}
