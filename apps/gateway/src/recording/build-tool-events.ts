import { randomUUID } from 'node:crypto'
import { isRedacted, type RecordingContext, redacted, type WrittenEvents } from './build-events.ts'
import { eventText, iso } from './event-text.ts'
import type { FinishedToolCall } from './finished-tool-call.ts'
import { guardrailSpan } from './guardrail-span.ts'
import { knownBefore } from './known-before.ts'
import { keyMetadata, withoutLedger } from './metadata.ts'
import { readSteering, type Steering } from './steering.ts'
import { buildTags } from './tags.ts'

/** LiteLLM's name for calls of tools. */
const callType = 'call_mcp_tool'

/**
 * A call of a tool as legacy ingestion events: one observation of type TOOL, in the trace that the client names, which
 * is left as it is, or in one of its own. Arguments and result are written once.
 */
export function buildToolEvents(call: FinishedToolCall, context: RecordingContext): WrittenEvents {
  const steering = readSteering(call.body, call.headers, knownBefore(call))
  const hide = isRedacted(call, context)
  const texts = [hide || steering.maskInput ? redacted : JSON.stringify(call.input ?? null)]
  if (call.output !== undefined)
    texts.push(hide || steering.maskOutput ? redacted : JSON.stringify(call.output))
  const shared = { input: { sharedText: 0 }, ...(texts.length > 1 ? { output: { sharedText: 1 } } : {}) }
  const head = {
    traceId: steering.traceId ?? call.callId,
    environment: steering.environment ?? context.environment,
  }
  const observation = {
    id: randomUUID(),
    ...head,
    name: steering.generationName ?? call.tool,
    version: steering.version,
    parentObservationId: steering.parentObservationId,
    startTime: iso(call.startedAt),
    endTime: iso(call.endedAt),
    ...levelOf(call, hide || steering.maskOutput),
    metadata: toolMetadata(call, steering, context.recording.redactUserInfo),
  }
  const decisions = (call.guardrails ?? []).map((decision) =>
    eventText('guardrail-create', call, { ...head, ...guardrailSpan(decision) }),
  )
  const events = [
    traceEvent(call, steering, context, shared),
    ...decisions,
    eventText('tool-create', call, { ...observation, ...shared }),
  ]
  return { events, texts }
}

/** A client who goes away is not the tool's failure. What failed may be told in words of the answer. */
function levelOf({ failure }: FinishedToolCall, hidden: boolean) {
  if (failure === undefined) return { level: 'DEFAULT' }
  const statusMessage = hidden ? 'redacted-by-litellm' : failure.message
  return { level: failure.isCancelled ? 'WARNING' : 'ERROR', statusMessage }
}

function traceEvent(
  call: FinishedToolCall,
  steering: Steering,
  { recording, release, environment, proxyBaseUrl }: RecordingContext,
  shared: object,
): string {
  const known = recording.redactUserInfo ? {} : keyMetadata(call)
  const tags = recording.langfuse
    ? buildTags(steering.tags, recording.defaultTags, known, proxyBaseUrl)
    : steering.tags
  const isOwn = steering.traceId === undefined
  const body = {
    id: steering.traceId ?? call.callId,
    environment: steering.environment ?? environment,
    name: steering.traceName ?? (isOwn ? `litellm-${callType}` : undefined),
    sessionId: steering.sessionId,
    userId: steering.userId,
    version: steering.traceVersion,
    release: steering.traceRelease ?? release,
    ...(Object.keys(steering.traceMetadata).length === 0 ? {} : { metadata: steering.traceMetadata }),
    ...(tags.length === 0 ? {} : { tags }),
    ...(isOwn ? { timestamp: iso(call.startedAt), ...shared } : {}),
  }
  return eventText('trace-create', call, body)
}

function toolMetadata(call: FinishedToolCall, steering: Steering, redactKey: boolean): object {
  const { server, tool, namespacedTool, clientAddress, headers, route } = call
  return {
    ...withoutLedger(steering.rest),
    ...(redactKey ? {} : { ...withoutNull(keyMetadata(call)), user_api_key_request_route: route }),
    requester_ip_address: clientAddress,
    user_agent: headers['user-agent'],
    ...(steering.tags.length === 0 ? {} : { request_tags: steering.tags }),
    call_type: callType,
    mcp_server_name: server,
    mcp_tool_name: tool,
    mcp_namespaced_tool_name: namespacedTool,
  }
}

function withoutNull(values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null))
}
