import type { GuardrailDecision } from '../../guardrails/decision.ts'
import { toAnswerMessage } from '../../http/openai/completion.ts'
import { promptOf } from '../../recording/build-events.ts'
import type { FinishedCall } from '../../recording/finished-call.ts'
import { keyMetadata } from '../../recording/metadata.ts'
import type { Steering } from '../../recording/steering.ts'
import type { Try } from '../../recording/tries.ts'
import type { AttributeValue } from './span.ts'

export type Attributes = Readonly<Record<string, AttributeValue>>

interface AttributeOptions {
  readonly steering: Steering
  readonly hidden: boolean
  readonly redactKey: boolean
}

/** OpenTelemetry's names for what we call otherwise. */
const providerNames: Readonly<Record<string, string>> = {
  bedrock: 'aws.bedrock',
  azure: 'azure.ai.openai',
  vertex_ai: 'gcp.vertex_ai',
  gemini: 'gcp.gemini',
}
const operations: Readonly<Record<string, string>> = {
  aembedding: 'embeddings',
  atext_completion: 'text_completion',
}

/** Of the request as a whole: who asks, for whom, and what it came to. */
export function callAttributes(call: FinishedCall, { steering, redactKey }: AttributeOptions): Attributes {
  const { served } = call
  return withoutNothing({
    'gen_ai.operation.name': operationOf(call),
    'gen_ai.request.model': call.requestedModel,
    'http.route': call.route,
    'litellm.call_id': call.callId,
    'session.id': steering.sessionId,
    'user.id': steering.userId,
    'gen_ai.cost.total_cost': served?.settlement.cost,
    'metadata.requester_ip_address': call.clientAddress,
    'metadata.tags': steering.tags.length === 0 ? undefined : steering.tags,
    ...(redactKey ? {} : prefixed('metadata.', keyMetadata(call))),
  })
}

/** Of one try at a model, in the GenAI conventions of OpenTelemetry. */
export function tryAttributes(
  call: FinishedCall,
  { served, attempt }: Try,
  options: AttributeOptions,
): Attributes {
  const deployment = served?.deployment ?? attempt?.deployment
  const provider = deployment?.target.provider ?? 'unknown'
  const { usage } = served?.result ?? {}
  const error = served ? call.error : (attempt?.error ?? call.error)
  const { body } = call
  return withoutNothing({
    'gen_ai.operation.name': operationOf(call),
    'gen_ai.provider.name': providerNames[provider] ?? provider,
    'gen_ai.system': provider,
    'gen_ai.request.model': deployment?.target.model ?? call.requestedModel,
    'gen_ai.request.temperature': numberIn(body.temperature),
    'gen_ai.request.top_p': numberIn(body.top_p),
    'gen_ai.request.max_tokens': numberIn(
      body.max_tokens ?? body.max_completion_tokens ?? body.max_output_tokens,
    ),
    'llm.is_streaming': String(body.stream === true),
    'gen_ai.response.id': served && call.responseId,
    'gen_ai.response.model': served?.result.model,
    'gen_ai.response.finish_reasons': served?.result.choices.map(({ finishReason }) => finishReason),
    'gen_ai.usage.input_tokens': usage && usage.inputTokens + usage.cacheReadTokens + usage.cacheWriteTokens,
    'gen_ai.usage.output_tokens': usage?.outputTokens,
    'gen_ai.usage.total_tokens': usage?.totalTokens,
    'gen_ai.usage.cache_read.input_tokens': usage?.cacheReadTokens,
    'gen_ai.usage.cache_creation.input_tokens': usage?.cacheWriteTokens,
    'gen_ai.cost.total_cost': served?.settlement.cost,
    'error.type': error?.errorClass,
    ...contentOf(call, options, served !== undefined),
  })
}

/** As JSON: that is how these conventions write messages on spans. */
function contentOf(call: FinishedCall, { steering, hidden }: AttributeOptions, isServed: boolean) {
  const choice = isServed ? call.served?.result.choices[0] : undefined
  return {
    'gen_ai.input.messages': hidden || steering.maskInput ? undefined : JSON.stringify(promptMessages(call)),
    'gen_ai.output.messages':
      hidden || steering.maskOutput || choice === undefined
        ? undefined
        : JSON.stringify([{ ...toAnswerMessage(choice), finish_reason: choice.finishReason }]),
  }
}

/** Instructions apart from messages stand before them. */
export function promptMessages(call: FinishedCall): unknown {
  const { system, instructions, messages } = promptOf(call) as Readonly<Record<string, unknown>>
  const first = system ?? instructions
  const rest = Array.isArray(messages) ? messages : [{ role: 'user', content: messages }]
  return first === undefined ? rest : [{ role: 'system', content: first }, ...rest]
}

export function guardrailAttributes({ name, type, mode, verdict, found }: GuardrailDecision): Attributes {
  return {
    guardrail_name: name,
    guardrail_type: type,
    guardrail_mode: mode,
    guardrail_status: verdict,
    ...prefixed('guardrail.found.', found),
  }
}

/** What a client sends is anything at all. */
function numberIn(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

function operationOf({ callType }: FinishedCall): string {
  return operations[callType] ?? 'chat'
}

function prefixed(prefix: string, values: Readonly<Record<string, unknown>>): Attributes {
  return withoutNothing(
    Object.fromEntries(Object.entries(values).map(([key, value]) => [prefix + key, value])),
  )
}

function withoutNothing(values: Readonly<Record<string, unknown>>): Attributes {
  const known = Object.entries(values).filter(([, value]) => value !== undefined && value !== null)
  return Object.fromEntries(known) as Attributes
}
