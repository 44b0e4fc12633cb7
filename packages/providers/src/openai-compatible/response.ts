import type { BuiltCall, HttpResponse } from '../spec/adapter.ts'
import { bodyText } from '../spec/body-text.ts'
import { ProviderError } from '../spec/error.ts'
import type { AssistantPart } from '../spec/message.ts'
import type { ChatChoice, ChatResult } from '../spec/result.ts'
import { sealDetails } from '../spec/signatures.ts'
import { toInlineError } from './errors.ts'
import { toFinishReason } from './finish-reason.ts'
import { argumentsText, readForeignFields, readTexts } from './message-fields.ts'
import { toUsage } from './usage.ts'
import {
  filterResults,
  messageOf,
  parseAnswer,
  type WireAnswer,
  type WireChoice,
  type WireMessage,
} from './wire.ts'

/** Reads a chat completion. `newId` names tool calls that came without an id. */
export function parseCompletion(call: BuiltCall, response: HttpResponse, newId: () => string): ChatResult {
  const text = bodyText(response.body)
  const answer = parseAnswer(text)
  if (answer?.error) throw toInlineError(call, answer.error)
  const choices = answer?.choices
  if (!Array.isArray(choices) || choices.length === 0 || answer === undefined) {
    throw new ProviderError('bad_gateway', 'The answer is no chat completion; check api_base and model', {
      provider: call.target.provider,
      upstreamStatus: response.status,
      upstreamBody: text.slice(0, 2000),
      upstreamHeaders: response.headers,
    })
  }
  const failed = (choices as readonly WireChoice[]).find((choice) => choice.finish_reason === 'error')
  if (failed) throw toInlineError(call, failed)
  const fields = topLevelFields(answer)
  return {
    ...(answer.id ? { id: answer.id } : {}),
    ...(answer.model ? { model: answer.model } : {}),
    ...(answer.created ? { created: answer.created } : {}),
    choices: (choices as readonly WireChoice[]).map((choice, index) => toChoice(choice, index, newId)),
    ...(answer.usage ? { usage: toUsage(answer.usage) } : {}),
    warnings: call.warnings,
    upstreamHeaders: response.headers,
    ...(fields ? { providerFields: fields } : {}),
  }
}

const TOP_LEVEL = [
  'system_fingerprint',
  'service_tier',
  // Azure's.
  'prompt_filter_results',
  // Perplexity's.
  'citations',
  'search_results',
] as const

/** Top-level fields that callers may want to see. */
export function topLevelFields(answer: WireAnswer): Record<string, unknown> | undefined {
  let present: Record<string, unknown> | undefined
  for (const name of TOP_LEVEL) {
    if (!answer[name]) continue
    present ??= {}
    present[name] = answer[name]
  }
  return present
}

function toChoice(choice: WireChoice, position: number, newId: () => string): ChatChoice {
  const message = messageOf(choice)
  const content = toParts(message, newId)
  const reason = choice.finish_reason ?? 'stop'
  const hasToolCalls = content.some((part) => part.type === 'tool_call')
  const filter = filterResults(choice)
  const foreign = readForeignFields(message)
  const providerFields = filter ? { ...foreign, content_filter_results: filter } : foreign
  return {
    index: choice.index ?? position,
    content,
    finishReason: toFinishReason(reason, hasToolCalls),
    upstreamFinishReason: reason,
    ...(typeof choice.stop_reason === 'string' ? { stopSequence: choice.stop_reason } : {}),
    ...(message.refusal ? { refusal: message.refusal } : {}),
    ...(choice.logprobs ? { logprobs: choice.logprobs } : {}),
    ...(providerFields ? { providerFields } : {}),
  }
}

function toParts(message: WireMessage, newId: () => string): AssistantPart[] {
  const { text, reasoning } = readTexts(message)
  const parts: AssistantPart[] = reasoningParts(message, reasoning)
  if (text !== '') parts.push({ type: 'text', text })
  for (const { id, function: called } of message.tool_calls ?? []) {
    const json = argumentsText(called?.arguments) || '{}'
    parts.push({ type: 'tool_call', id: id || `call_${newId()}`, name: called?.name ?? '', arguments: json })
  }
  return parts
}

/** Gateways in front of Anthropic's models add blocks with signatures; they say more than the plain text. */
function reasoningParts(message: WireMessage, reasoning: string): AssistantPart[] {
  const blocks = message.thinking_blocks ?? []
  const details = message.reasoning_details ?? []
  if (blocks.length === 0 && details.length > 0)
    return [{ type: 'reasoning', text: reasoning, signature: sealDetails(details) }]
  if (blocks.length === 0) return reasoning === '' ? [] : [{ type: 'reasoning', text: reasoning }]
  return blocks.map(({ type, data, thinking, signature }) =>
    type === 'redacted_thinking'
      ? { type: 'redacted_reasoning', data: data ?? '' }
      : { type: 'reasoning', text: thinking ?? '', ...(signature ? { signature } : {}) },
  )
}
