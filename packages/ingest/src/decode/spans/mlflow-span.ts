import type { ObservationType } from '@kansoku/contracts'
import { subtractDetails, toCount, type UsageDetails } from '../../usage/usage-details.ts'
import { parsed, parsedMap, type SpanContext, take } from './span-context.ts'

/** MLflow's SDK writes every attribute as JSON, texts too, so that their quotes are part of what arrives. */
export function unquoted(context: SpanContext, text: string | undefined): string | undefined {
  if (text === undefined || !context.attributes.has('mlflow.spanType')) return text
  const value = parsed(text)
  return typeof value === 'string' ? value : text
}

const types: ReadonlyMap<string, ObservationType> = new Map(
  Object.entries({
    LLM: 'GENERATION',
    CHAT_MODEL: 'GENERATION',
    EMBEDDING: 'EMBEDDING',
    RETRIEVER: 'RETRIEVER',
    RERANKER: 'RETRIEVER',
    TOOL: 'TOOL',
    AGENT: 'AGENT',
    CHAIN: 'CHAIN',
    GUARDRAIL: 'GUARDRAIL',
    EVALUATOR: 'EVALUATOR',
  }),
)

export function mlflowType(context: SpanContext): ObservationType | undefined {
  return types.get(String(parsed(take(context, 'mlflow.spanType'))))
}

export function mlflowUsage(context: SpanContext): UsageDetails | undefined {
  const given = parsedMap(take(context, 'mlflow.chat.tokenUsage'))
  if (given === undefined) return undefined
  const counts = (names: Readonly<Record<string, string>>) => {
    const known = Object.entries(names).flatMap(([key, name]) => {
      const count = toCount(given[name])
      return count === null ? [] : [[key, count] as const]
    })
    return Object.fromEntries(known)
  }
  const whole = counts({ input: 'input_tokens', output: 'output_tokens', total: 'total_tokens' })
  const input = counts({
    input_cached_tokens: 'cache_read_input_tokens',
    input_cache_creation: 'cache_creation_input_tokens',
  })
  return subtractDetails(whole, { input, output: {} })
}
