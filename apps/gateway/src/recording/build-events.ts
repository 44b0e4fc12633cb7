import type { SharedText } from '@kansoku/contracts/gateway'
import { type JsonPiece, toJsonPieces } from '@kansoku/providers'
import { describeFailure, type Recording } from '@kansoku/routing'
import { isSteering } from '../http/call/call-options.ts'
import { toAnswerMessage } from '../http/openai/completion.ts'
import { eventText, iso } from './event-text.ts'
import type { FinishedCall } from './finished-call.ts'
import { guardrailSpan } from './guardrail-span.ts'
import { generationMetadata, keyMetadata } from './metadata.ts'
import { providerHeaders } from './shown-headers.ts'
import type { Steering } from './steering.ts'
import { buildTags } from './tags.ts'
import type { Try } from './tries.ts'

/** How calls are written down; the same for all of them. */
export interface RecordingContext {
  readonly recording: Recording
  readonly release: string | undefined
  readonly environment: string | undefined
  readonly proxyBaseUrl: string | undefined
}

/** What stands in the place of words that are not to be kept, as JSON. */
export const redacted = '"redacted-by-litellm"'

/** Whether a call asks to stay unrecorded and may. */
export function isUnrecorded({ body }: Pick<FinishedCall, 'body'>, { recording }: RecordingContext): boolean {
  return body['no-log'] === true && !recording.ignoreNoLog
}

/** JSON as a whole, or in pieces of which some are on loan: see `toJsonPieces`. */
type WrittenText = string | readonly JsonPiece[]

/** Events as JSON, and as JSON too the texts that stand in several of them: see `SharedText`. */
export interface WrittenEvents {
  readonly events: readonly string[]
  readonly texts: readonly WrittenText[]
}

/**
 * A call as legacy ingestion events: one trace, one generation for each failed try and one for the answer, under the
 * names that LiteLLM gives them. Prompt and answer are written once.
 */
export function buildEvents(
  call: FinishedCall,
  context: RecordingContext,
  { steering, tries }: { readonly steering: Steering; readonly tries: readonly Try[] },
): WrittenEvents {
  const hide = isRedacted(call, context)
  const shared: WrittenText[] = []
  const share = (text: WrittenText): SharedText => ({ sharedText: shared.push(text) - 1 })
  const input = share(hide || steering.maskInput ? redacted : toJsonPieces(promptOf(call), call.literals))
  const answer = hide || steering.maskOutput ? redacted : answerOf(call)
  const output = answer === undefined ? undefined : share(answer)
  const traceId = steering.traceId ?? call.callId
  const texts = { traceId, input, output }
  const events = tries.map((one) =>
    one.served
      ? answerEvent(call, { ...one, served: one.served }, steering, context, texts)
      : failureEvent(call, one, steering, context, texts),
  )
  const spans = (call.guardrails ?? []).map((decision) => {
    const body = {
      traceId,
      environment: steering.environment ?? context.environment,
      ...guardrailSpan(decision),
    }
    return eventText('guardrail-create', call, body)
  })
  return { events: [traceEvent(call, steering, context, texts), ...spans, ...events], texts: shared }
}

/** Whether prompt and answer of a call are left out of what is written down. */
export function isRedacted(
  { headers }: Pick<FinishedCall, 'headers'>,
  { recording }: RecordingContext,
): boolean {
  if (headers['litellm-disable-message-redaction'] === 'true') return false
  return recording.redactMessages || headers['x-litellm-enable-message-redaction'] === 'true'
}

function nameOf({ callType }: FinishedCall): string {
  return `litellm-${callType}`
}

/** The prompt of a call, by the names under which it is recorded. */
export function promptOf({ body, promptFields }: FinishedCall): object {
  const prompt: Record<string, unknown> = {}
  for (const name in promptFields) {
    const value = body[promptFields[name] ?? name]
    if (value !== undefined && value !== null) prompt[name] = value
  }
  return prompt
}

function answerOf({ served }: FinishedCall): string | undefined {
  const choice = served?.result.choices[0]
  if (served?.result.output !== undefined) return JSON.stringify(served.result.output)
  if (!choice || (choice.content.length === 0 && choice.refusal === undefined)) return undefined
  return JSON.stringify({ tool_calls: null, function_call: null, ...toAnswerMessage(choice) })
}

interface Texts {
  readonly traceId: string
  readonly input: SharedText
  readonly output?: SharedText | undefined
}

function traceEvent(call: FinishedCall, steering: Steering, context: RecordingContext, texts: Texts): string {
  const { recording } = context
  const tags = recording.langfuse
    ? buildTags(steering.tags, recording.defaultTags, tagValues(call, context), context.proxyBaseUrl)
    : steering.tags
  const all = {
    name: steering.traceName ?? nameOf(call),
    sessionId: steering.sessionId,
    userId: steering.userId,
    version: steering.traceVersion,
    release: steering.traceRelease ?? context.release,
    metadata: isEmpty(steering.traceMetadata) ? undefined : steering.traceMetadata,
    tags: tags.length === 0 ? undefined : tags,
    input: texts.input,
    output: texts.output,
  }
  const { updateOnly } = steering
  const written = updateOnly === undefined ? all : pickUpdates(updateOnly, all)
  return eventText('trace-create', call, {
    ...written,
    id: texts.traceId,
    environment: steering.environment ?? context.environment,
    timestamp: updateOnly === undefined ? iso(call.startedAt) : undefined,
  })
}

function isEmpty(values: object): boolean {
  for (const _ in values) return false
  return true
}

const fieldOfUpdateKey: Readonly<Record<string, string>> = {
  trace_name: 'name',
  trace_version: 'version',
  trace_release: 'release',
  trace_metadata: 'metadata',
  trace_user_id: 'userId',
  session_id: 'sessionId',
  tags: 'tags',
  input: 'input',
  output: 'output',
}

function pickUpdates(
  keys: readonly string[],
  all: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return Object.fromEntries(
    keys.flatMap((key) => {
      const field = fieldOfUpdateKey[key]
      return field === undefined || all[field] === undefined ? [] : [[field, all[field]]]
    }),
  )
}

function tagValues(call: FinishedCall, { recording }: RecordingContext): Readonly<Record<string, unknown>> {
  return {
    model_group: call.served?.group ?? call.requestedModel,
    cache_hit: call.cache?.hit ?? false,
    cache_key: call.cache?.key ?? null,
    ...(recording.redactUserInfo ? {} : keyMetadata(call)),
  }
}

function answerEvent(
  call: FinishedCall,
  { id, observationId, startedAt, served }: Try & Required<Pick<Try, 'served'>>,
  steering: Steering,
  context: RecordingContext,
  { traceId, input, output }: Texts,
): string {
  const { deployment, settlement } = served
  const { usageDetails, costDetails, cost } = settlement
  const { input: inputTokens, output: outputTokens, total } = usageDetails
  const hasUsage = total !== undefined && total > 0
  const body = {
    id: observationId,
    ...generationHead(call, steering, context, traceId, {
      provider_headers: providerHeaders(served.result.upstreamHeaders),
    }),
    startTime: iso(startedAt),
    endTime: iso(call.endedAt),
    completionStartTime: iso(served.answeredAt),
    model: deployment.target.model,
    level: levelOf(call),
    statusMessage: call.error && describeFailure(call.error),
    usage: hasUsage
      ? { input: inputTokens, output: outputTokens, total, unit: 'TOKENS', totalCost: cost ?? undefined }
      : undefined,
    usageDetails: usesAnything(usageDetails) ? usageDetails : undefined,
    costDetails: isEmpty(costDetails) ? undefined : costDetails,
    input,
    output,
  }
  return eventText('generation-create', call, body, id)
}

function usesAnything(usage: Readonly<Record<string, number>>): boolean {
  for (const name in usage) if ((usage[name] ?? 0) > 0) return true
  return false
}

/** A caller who goes away is not the model's failure. */
function levelOf({ error }: FinishedCall): string {
  if (error === undefined) return 'DEFAULT'
  return error.errorClass === 'cancelled' ? 'WARNING' : 'ERROR'
}

/** A try that failed, or a call that reached no deployment. */
function failureEvent(
  call: FinishedCall,
  { id, observationId, startedAt, endedAt, attempt }: Try,
  steering: Steering,
  context: RecordingContext,
  { traceId, input }: Texts,
): string {
  const error = attempt ? attempt.error : call.error
  const cancelled = attempt?.error?.errorClass === 'cancelled'
  const body = {
    id: observationId,
    ...generationHead(call, steering, context, traceId, {
      provider_headers: providerHeaders(error?.upstreamHeaders),
      cooldown_seconds: attempt?.cooldownSeconds,
    }),
    startTime: iso(startedAt),
    endTime: iso(endedAt),
    model: attempt?.deployment.target.model ?? call.requestedModel,
    level: cancelled ? 'WARNING' : 'ERROR',
    statusMessage: error && describeFailure(error),
    input,
  }
  return eventText('generation-create', call, body, id)
}

function generationHead(
  call: FinishedCall,
  steering: Steering,
  context: RecordingContext,
  traceId: string,
  ofTry: Readonly<Record<string, unknown>>,
): object {
  const alias = context.recording.redactUserInfo ? undefined : (call.caller.key?.alias ?? undefined)
  return {
    traceId,
    name: steering.generationName ?? (alias === undefined ? nameOf(call) : `litellm:${alias}`),
    version: steering.version,
    environment: steering.environment ?? context.environment,
    parentObservationId: steering.parentObservationId,
    promptName: steering.prompt?.name,
    promptVersion: steering.prompt?.version,
    modelParameters: modelParameters(call, isRedacted(call, context) || steering.maskInput),
    metadata: generationMetadata(call, steering, context.recording.redactUserInfo, ofTry),
  }
}

/** Texts among the parameters that are names: they hold no words of the prompt. */
const names: ReadonlySet<string> = new Set(
  'model user tool_choice reasoning_effort service_tier verbosity encoding_format truncation'.split(' '),
)

/** The call's parameters without prompt and steering; nested values as text, as LiteLLM sends them. */
export function modelParameters(
  { body, promptFields }: FinishedCall,
  hidden: boolean,
): Readonly<Record<string, unknown>> {
  const prompt = Object.values(promptFields)
  const parameters: Record<string, unknown> = body.stream === true ? { stream: true } : {}
  for (const name in body) {
    const value = body[name]
    if (isSteering(name) || prompt.includes(name) || value === null) continue
    // A text or a list may hold words of the prompt, whatever its name.
    if (hidden && (typeof value === 'object' || (typeof value === 'string' && !names.has(name)))) continue
    parameters[name] = typeof value === 'object' ? JSON.stringify(value) : value
  }
  return parameters
}
