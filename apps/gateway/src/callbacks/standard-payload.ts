import { NO_USAGE, promptTokens } from '@kansoku/providers'
import { describeFailure } from '@kansoku/routing'
import { toCompletion } from '../http/openai/completion.ts'
import { modelParameters, promptOf } from '../recording/build-events.ts'
import type { FinishedCall } from '../recording/finished-call.ts'
import { generationMetadata } from '../recording/metadata.ts'
import type { Steering } from '../recording/steering.ts'

interface PayloadOptions {
  readonly steering: Steering
  /** Leave out prompt and answer. */
  readonly hidden: boolean
  /** Leave out what identifies the key. */
  readonly redactKey: boolean
}

const redacted = 'redacted-by-litellm'

/** A call in the fields of LiteLLM's `StandardLoggingPayload`. Times in seconds since 1970. */
export function toStandardPayload(
  call: FinishedCall,
  { steering, hidden, redactKey }: PayloadOptions,
): object {
  const { served, error, startedAt, endedAt } = call
  const deployment = served?.deployment ?? call.attempts.at(-1)?.deployment
  const metadata = generationMetadata(call, steering, redactKey)
  const failed = error !== undefined
  return {
    id: call.responseId,
    trace_id: steering.traceId ?? call.callId,
    litellm_call_id: call.callId,
    session_id: steering.sessionId ?? null,
    call_type: call.callType,
    stream: call.body.stream === true,
    status: failed ? 'failure' : 'success',
    status_fields: { llm_api_status: failed ? 'failure' : 'success' },
    custom_llm_provider: deployment?.target.provider ?? null,
    model: deployment?.target.model ?? call.requestedModel,
    model_id: deployment?.id ?? null,
    model_group: served?.group ?? call.requestedModel,
    api_base: served?.apiBase ?? '',
    response_cost: served?.settlement.cost ?? 0,
    ...tokensIn(call),
    startTime: startedAt / 1000,
    endTime: endedAt / 1000,
    completionStartTime: (served?.answeredAt ?? endedAt) / 1000,
    response_time: (endedAt - startedAt) / 1000,
    metadata,
    hidden_params: metadata.hidden_params ?? {},
    model_parameters: modelParameters(call, hidden || steering.maskInput),
    request_tags: steering.tags,
    end_user: steering.userId ?? '',
    requester_ip_address: call.clientAddress ?? null,
    user_agent: call.headers['user-agent'] ?? null,
    cache_hit: call.cache?.hit ?? false,
    cache_key: call.cache?.key ?? null,
    saved_cache_cost: call.cache?.saved ?? 0,
    messages: hidden || steering.maskInput ? [{ role: 'user', content: redacted }] : promptIn(call),
    response: hidden || steering.maskOutput ? { text: redacted } : answerIn(call),
    guardrail_information: guardrailsIn(call),
    ...errorIn(call),
  }
}

function tokensIn({ served }: FinishedCall): object {
  const { usage = NO_USAGE } = served?.result ?? {}
  return {
    prompt_tokens: promptTokens(usage),
    completion_tokens: usage.outputTokens,
    total_tokens: usage.totalTokens,
  }
}

function guardrailsIn({ guardrails = [] }: FinishedCall): readonly object[] {
  return guardrails.map(({ name, mode, verdict, found, startedAt, endedAt }) => ({
    guardrail_name: name,
    guardrail_mode: mode,
    guardrail_status: verdict === 'refused' ? 'guardrail_intervened' : 'success',
    masked_entity_count: found,
    start_time: startedAt / 1000,
    end_time: endedAt / 1000,
  }))
}

function errorIn({ error }: FinishedCall): object {
  if (error === undefined) return { error_str: null, error_information: null }
  return {
    error_str: describeFailure(error),
    error_information: {
      error_code: String(error.status),
      error_class: error.errorClass,
      llm_provider: error.provider,
      error_message: error.message,
    },
  }
}

function promptIn(call: FinishedCall): unknown {
  const prompt = promptOf(call) as { messages?: unknown; system?: unknown; instructions?: unknown }
  return prompt.system === undefined && prompt.instructions === undefined ? prompt.messages : prompt
}

function answerIn({ served, responseId, startedAt, requestedModel }: FinishedCall): unknown {
  if (!served || served.result.choices.length === 0) return null
  return toCompletion(served.result, {
    id: responseId,
    created: Math.floor(startedAt / 1000),
    model: requestedModel,
  })
}
