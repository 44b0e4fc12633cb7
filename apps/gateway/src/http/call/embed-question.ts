import { randomUUID } from 'node:crypto'
import { plan, runCall } from '@kansoku/routing'
import { startCallClock } from '../../call-clock.ts'
import type { FinishedCall } from '../../recording/finished-call.ts'
import { knownBefore } from '../../recording/known-before.ts'
import { readSteering } from '../../recording/steering.ts'
import { callPorts } from './call-ports.ts'
import { finish, type LlmCall } from './llm-call.ts'

/** Who waits for an answer does not wait longer for the cache. */
const patienceSeconds = 2

/**
 * The vector of a question, from a model of the config at the cost of the caller: written down in the trace of the call
 * that it is asked for. Undefined where no model answers; the call goes on then as if nothing were kept.
 */
export async function embedQuestion(
  call: LlmCall,
  model: string,
  text: string,
): Promise<readonly number[] | undefined> {
  const { context } = call
  const { models, config } = context
  const group = models.resolve(model)
  if (!group) {
    context.log.warn({ model }, 'the model of the semantic cache is not in the config')
    return undefined
  }
  const now = startCallClock()
  const request = { messages: [], stream: false }
  const record = { ...recordOf(call, model, text), startedAt: now() }
  const outcome = await runCall(
    {
      request,
      embedding: { inputs: [text] },
      override: () => request,
      plan: plan(group, models, config.reliability.fallbacks, { disabled: true }),
      options: { timeoutSeconds: patienceSeconds, signal: AbortSignal.timeout(patienceSeconds * 1000) },
    },
    config,
    callPorts(context, now),
  )
  if (!outcome.ok) {
    context.log.warn({ model, reason: outcome.error.message }, 'the semantic cache cannot compare questions')
    return undefined
  }
  outcome.trip.end()
  if (outcome.answer.kind !== 'result') return undefined
  const { result } = outcome.answer
  void context.recorder.record(finish({ context, record, now }, outcome, result))
  return result.vectors?.[0]
}

/** Without the lease of the call, which its own cost settles, and the literals, whose memory is given back when it ends. */
function recordOf(
  { record: { lease: _, cache: __, literals: ___, ...asker }, guards }: Pick<LlmCall, 'record' | 'guards'>,
  model: string,
  text: string,
): Omit<FinishedCall, 'startedAt' | 'endedAt' | 'attempts' | 'fallbacks' | 'retries'> {
  const { traceId, maskInput } = readSteering(asker.body, asker.headers, knownBefore(asker))
  const noLog = asker.body['no-log']
  const metadata = {
    existing_trace_id: traceId ?? asker.callId,
    generation_name: 'semantic-cache',
    // Guardrails may mask more of a call where it is written down.
    ...(maskInput || guards ? { mask_input: true } : {}),
  }
  // Those of Langfuse name the trace and the generation of the call itself.
  const headers = Object.entries(asker.headers).filter(([name]) => !name.startsWith('langfuse_'))
  return {
    ...asker,
    callType: 'aembedding',
    promptFields: { messages: 'input' },
    callId: randomUUID(),
    responseId: `embd-${randomUUID()}`,
    body: { ...(noLog === undefined ? {} : { 'no-log': noLog }), model, input: text, metadata },
    headers: Object.fromEntries(headers),
    requestedModel: model,
  }
}
