import { replay } from '@kansoku/providers'
import type { CachePart } from '../../cache/answer-cache.ts'
import { embedQuestion } from './embed-question.ts'
import type { LlmCall, Served } from './llm-call.ts'

interface Kept {
  readonly call: LlmCall
  readonly outcome: Served
}

/** Nothing is on its way to a deployment. */
const noTrip = { answered: () => undefined, end: () => undefined }

/**
 * The answer that is kept for a call, as if a deployment had given it now. One whose model has left the config is none.
 */
export async function findInCache(call: LlmCall, part: CachePart): Promise<Kept | undefined> {
  const { context, parsed, record } = call
  const kept = await part.find((model, text) => embedQuestion(call, model, text))
  const deployments = kept && context.models.resolve(kept.group)?.deployments
  const deployment = deployments?.find(({ id }) => id === kept?.deploymentId) ?? deployments?.[0]
  if (!kept || !deployment) return undefined
  const { result, group, key, similarity } = kept
  const cache = { key, hit: true, ...(similarity === undefined ? {} : { similarity }) }
  return {
    call: { ...call, cache: undefined, record: { ...record, cache } },
    outcome: {
      ok: true,
      answer: parsed.request.stream ? { kind: 'stream', stream: replay(result) } : { kind: 'result', result },
      deployment,
      group,
      trip: noTrip,
      attempts: [],
      fallbacks: 0,
      retries: 0,
    },
  }
}
