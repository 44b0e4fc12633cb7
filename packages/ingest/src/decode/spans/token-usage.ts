import { type CostDetails, readCostDetails } from '../../usage/cost-details.ts'
import { readUsageDetails, subtractDetails, toCount, type UsageDetails } from '../../usage/usage-details.ts'
import { genkitCall } from './genkit-call.ts'
import { mlflowUsage } from './mlflow-span.ts'
import { parsedMap, type SpanContext, take } from './span-context.ts'

/** Names of one count in the conventions of GenAI, OpenInference and Vercel's AI SDK, in the order of trust. */
const counts = {
  input: [
    'gen_ai.usage.input_tokens',
    'gen_ai.usage.prompt_tokens',
    'llm.token_count.prompt',
    'ai.usage.inputTokens',
    'ai.usage.promptTokens',
    'ai.usage.tokens',
  ],
  output: [
    'gen_ai.usage.output_tokens',
    'gen_ai.usage.completion_tokens',
    'llm.token_count.completion',
    'ai.usage.outputTokens',
    'ai.usage.completionTokens',
  ],
  total: [
    'gen_ai.usage.total_tokens',
    'llm.usage.total_tokens',
    'llm.token_count.total',
    'ai.usage.totalTokens',
  ],
} as const

/** Counts that are part of input or output, under the name that carries their price. */
const parts = {
  input: {
    input_cached_tokens: [
      'gen_ai.usage.cache_read.input_tokens',
      'gen_ai.usage.cache_read_input_tokens',
      'gen_ai.usage.details.cache_read_tokens',
      'llm.token_count.prompt_details.cache_read',
      'ai.usage.inputTokenDetails.cacheReadTokens',
      'ai.usage.cachedInputTokens',
    ],
    input_cache_creation: [
      'gen_ai.usage.cache_creation.input_tokens',
      'gen_ai.usage.cache_creation_input_tokens',
      'gen_ai.usage.details.cache_write_tokens',
      'llm.token_count.prompt_details.cache_write',
      'ai.usage.inputTokenDetails.cacheWriteTokens',
    ],
    input_audio_tokens: ['gen_ai.usage.details.input_audio_tokens', 'llm.token_count.prompt_details.audio'],
  },
  output: {
    output_reasoning_tokens: [
      'gen_ai.usage.reasoning.output_tokens',
      'gen_ai.usage.reasoning_tokens',
      'gen_ai.usage.details.reasoning_tokens',
      'llm.token_count.completion_details.reasoning',
      'ai.usage.outputTokenDetails.reasoningTokens',
      'ai.usage.reasoningTokens',
    ],
    output_audio_tokens: [
      'gen_ai.usage.details.output_audio_tokens',
      'llm.token_count.completion_details.audio',
    ],
  },
} as const

/** Token counts of a span; sub-counts are taken out of input and output. Undefined when there are none. */
export function usageDetails(context: SpanContext): UsageDetails | undefined {
  const own = take(context, 'langfuse.observation.usage_details')
  if (own !== undefined) return readUsageDetails(parsedMap(own))
  const whole = readCounts(context, counts)
  const details = { input: readCounts(context, parts.input), output: readCounts(context, parts.output) }
  const usage = subtractDetails(whole, details)
  if (Object.keys(usage).length > 0) return usage
  return mlflowUsage(context) ?? readUsageDetails(genkitCall(context)?.usage)
}

function readCounts(
  context: SpanContext,
  names: Readonly<Record<string, readonly string[]>>,
): Record<string, number> {
  const found: [string, number][] = []
  for (const [key, attributes] of Object.entries(names)) {
    const count = toCount(take(context, ...attributes))
    if (count !== null) found.push([key, count])
  }
  return Object.fromEntries(found)
}

/** Given costs of a span in US dollars. */
export function costDetails(context: SpanContext): CostDetails | undefined {
  const own = take(context, 'langfuse.observation.cost_details')
  if (own !== undefined) return readCostDetails(parsedMap(own))
  const total = take(context, 'gen_ai.usage.cost', 'llm.cost.total')
  return total === undefined ? undefined : readCostDetails({ total: Number(total) })
}
