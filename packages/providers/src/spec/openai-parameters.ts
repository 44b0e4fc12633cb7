import type { Adjustments } from './adjustments.ts'
import type { ChatRequest } from './request.ts'

/** Parameters without a neutral name that only OpenAI's own service knows; other models would refuse them. */
export const OPENAI_ONLY: ReadonlySet<string> = new Set([
  'audio',
  'function_call',
  'functions',
  'metadata',
  'modalities',
  'prediction',
  'prompt_cache_key',
  'prompt_cache_retention',
  'safety_identifier',
  'store',
  'stream_options',
  'truncation',
  'verbosity',
  'web_search_options',
])

/** Drops OpenAI's sampling parameters. Values that mean "as usual" ask for nothing. */
export function dropForeignSampling(request: ChatRequest, adjust: Adjustments, why: string): void {
  const asked: Readonly<Record<string, boolean>> = {
    n: request.n !== undefined && request.n !== 1,
    seed: request.seed !== undefined,
    presence_penalty: (request.presencePenalty ?? 0) !== 0,
    frequency_penalty: (request.frequencyPenalty ?? 0) !== 0,
    logit_bias: Object.keys(request.logitBias ?? {}).length > 0,
    logprobs: request.logprobs === true,
    top_logprobs: (request.topLogprobs ?? 0) !== 0,
  }
  for (const [param, present] of Object.entries(asked)) if (present) adjust.drop(param, why)
}
