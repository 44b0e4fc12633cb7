import { randomUUID } from 'node:crypto'
import { plan, runCall } from '@kansoku/routing'
import { startCallClock } from '../../call-clock.ts'
import type { GatewayContext } from '../../context.ts'
import type { FinishedCall } from '../../recording/finished-call.ts'
import { knownBefore } from '../../recording/known-before.ts'
import { readSteering } from '../../recording/steering.ts'
import { callPorts } from './call-ports.ts'
import { finish, type LlmCall } from './llm-call.ts'

/** Who waits for an answer does not wait longer for the cache. */
const patienceSeconds = 10

/** What of a body says how a call may be written down. */
const ofRecording = ['no-log', 'turn_off_message_logging']

/**
 * The vector of a question, from a model of the config at the cost of the caller: written down in the trace of the call
 * that it is asked for. Undefined where no model answers; the call goes on then as if nothing were kept.
 */
export async function embedQuestion(
  context: GatewayContext,
  asker: Omit<LlmCall['record'], 'cache' | 'lease'>,
  model: string,
  text: string,
): Promise<readonly number[] | undefined> {
  const { models, config } = context
  const group = models.resolve(model)
  if (!group) {
    context.log.warn({ model }, 'the model of the semantic cache is not in the config')
    return undefined
  }
  const now = startCallClock()
  const request = { messages: [], stream: false }
  const record = { ...recordOf(asker, model, text), startedAt: now() }
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

function recordOf(
  asker: Omit<LlmCall['record'], 'cache' | 'lease'>,
  model: string,
  text: string,
): Omit<FinishedCall, 'startedAt' | 'endedAt' | 'attempts' | 'fallbacks' | 'retries'> {
  const { traceId, maskInput } = readSteering(asker.body, asker.headers, knownBefore(asker))
  const kept = ofRecording.flatMap((name) => (name in asker.body ? [[name, asker.body[name]] as const] : []))
  const metadata = {
    existing_trace_id: traceId ?? asker.callId,
    generation_name: 'semantic-cache',
    ...(maskInput ? { mask_input: true } : {}),
  }
  // Those of Langfuse name the trace and the generation of the call itself.
  const headers = Object.entries(asker.headers).filter(([name]) => !name.startsWith('langfuse_'))
  return {
    ...asker,
    callType: 'aembedding',
    promptFields: { messages: 'input' },
    callId: randomUUID(),
    responseId: `embd-${randomUUID()}`,
    body: { ...Object.fromEntries(kept), model, input: text, metadata },
    headers: Object.fromEntries(headers),
    requestedModel: model,
  }
}
