import type { BuiltCall, HttpResponse } from '../spec/adapter.ts'
import { bodyText } from '../spec/body-text.ts'
import { ProviderError } from '../spec/error.ts'
import type { AssistantPart } from '../spec/message.ts'
import type { ChatResult } from '../spec/result.ts'
import { toFinishReason } from './finish-reason.ts'
import { toUsage } from './usage.ts'
import type { Answer, WireMessage } from './wire.ts'

/** Reads a whole answer. `newId` names calls of tools that came without an id. */
export function parseAnswer(call: BuiltCall, response: HttpResponse, newId: () => string): ChatResult {
  const { id, message, usage, logprobs, finish_reason: reason = 'COMPLETE' } = readJson(call, response)
  const content = toParts(message ?? {}, call, newId)
  const hasToolCalls = content.some(({ type }) => type === 'tool_call')
  const citations = message?.citations
  return {
    ...(id ? { id } : {}),
    choices: [
      {
        index: 0,
        content,
        finishReason: toFinishReason(reason, hasToolCalls, call),
        upstreamFinishReason: reason,
        ...(logprobs ? { logprobs } : {}),
        ...(citations?.length ? { providerFields: { citations } } : {}),
      },
    ],
    ...(usage ? { usage: toUsage(usage) } : {}),
    warnings: call.warnings,
    upstreamHeaders: response.headers,
  }
}

function toParts(message: WireMessage<true>, call: BuiltCall, newId: () => string): AssistantPart[] {
  const parts: AssistantPart[] = message.tool_plan ? [{ type: 'reasoning', text: message.tool_plan }] : []
  for (const { text, thinking } of message.content ?? []) {
    if (thinking) parts.push({ type: 'reasoning', text: thinking })
    else if (text) parts.push({ type: 'text', text })
  }
  for (const { id, function: called } of message.tool_calls ?? []) {
    const name = called?.name ?? ''
    parts.push({
      type: 'tool_call',
      id: id || `call_${newId()}`,
      name: call.toolNames?.get(name) ?? name,
      arguments: called?.arguments || '{}',
    })
  }
  return parts
}

function readJson(call: BuiltCall, response: HttpResponse): Answer {
  const text = bodyText(response.body)
  try {
    const parsed = JSON.parse(text) as Answer | null
    if (typeof parsed?.message === 'object') return parsed
  } catch {
    // Told below.
  }
  throw new ProviderError('bad_gateway', 'The answer holds no message; check api_base and model', {
    provider: call.target.provider,
    upstreamStatus: response.status,
    upstreamBody: text.slice(0, 2000),
    upstreamHeaders: response.headers,
  })
}
