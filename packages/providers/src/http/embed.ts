import type { ProviderAdapter, Target } from '../spec/adapter.ts'
import type { EmbeddingAnswer, EmbeddingRequest } from '../spec/embedding.ts'
import { ProviderError } from '../spec/error.ts'
import type { ChatResult } from '../spec/result.ts'
import { NO_USAGE } from '../spec/usage.ts'
import { exchangeWhole } from './call.ts'
import type { CallLimits } from './deadlines.ts'
import type { Transport } from './transport.ts'

export interface EmbeddingCall {
  readonly adapter: ProviderAdapter
  readonly target: Target
  readonly request: EmbeddingRequest
  readonly limits: CallLimits
}

/** Requests under way at once, for models that take few texts in one. */
const together = 4

/**
 * Turns texts into vectors, by as many requests as the model needs. The result has `vectors` and no choices. Rejects
 * with `ProviderError` only.
 */
export async function embed(transport: Transport, call: EmbeddingCall): Promise<ChatResult> {
  const { adapter, target, request } = call
  const { embeddings } = adapter
  if (!embeddings) {
    throw new ProviderError('bad_request', `${target.provider}/${target.model} makes no embeddings`, {
      provider: target.provider,
      param: 'model',
    })
  }
  const batches = cut(request.inputs, embeddings.mostInputs(target))
  const answers: EmbeddingAnswer[] = []
  const warnings = new Set<string>()
  let upstreamHeaders: ChatResult['upstreamHeaders'] = {}
  for (let from = 0; from < batches.length; from += together) {
    const asked = batches.slice(from, from + together).map(async (inputs) => {
      const build = (signal: AbortSignal) => embeddings.build({ ...request, inputs }, target, signal)
      const { built, whole } = await exchangeWhole(transport, { ...call, build })
      for (const warning of built.warnings) warnings.add(warning)
      upstreamHeaders = whole.headers
      return embeddings.parse(built, whole)
    })
    answers.push(...(await Promise.all(asked)))
  }
  const inputTokens = answers.reduce((sum, answer) => sum + answer.inputTokens, 0)
  const model = answers[0]?.model
  return {
    ...(model === undefined ? {} : { model }),
    choices: [],
    vectors: answers.flatMap(({ vectors }) => vectors),
    usage: { ...NO_USAGE, inputTokens, totalTokens: inputTokens },
    warnings: [...warnings],
    upstreamHeaders,
  }
}

function cut<Item>(items: readonly Item[], size: number): Item[][] {
  const pieces: Item[][] = []
  for (let from = 0; from < items.length; from += size) pieces.push(items.slice(from, from + size))
  return pieces
}
