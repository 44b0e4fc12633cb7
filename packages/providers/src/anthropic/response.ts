import type { BuiltCall, HttpResponse } from '../spec/adapter.ts'
import { lengthOf } from '../spec/answer-length.ts'
import { bodyText } from '../spec/body-text.ts'
import { ProviderError } from '../spec/error.ts'
import type { AssistantPart } from '../spec/message.ts'
import type { ChatResult } from '../spec/result.ts'
import { toFinishReason } from './finish-reason.ts'
import { createForeignContent } from './foreign-blocks.ts'
import { toUsage } from './usage.ts'
import type { AnswerBlock, AnswerMessage } from './wire.ts'

/** Reads a message. */
export function parseMessage(call: BuiltCall, response: HttpResponse): ChatResult {
  const message = readJson(call, response) as AnswerMessage
  if (!Array.isArray(message.content)) throw unusable(call, response, 'it holds no content')
  const content: AssistantPart[] = []
  const foreign = createForeignContent()
  for (const block of message.content as readonly AnswerBlock[]) {
    const part = toPart(block, call)
    foreign.add(block)
    const last = content.at(-1)
    if (part?.type === 'text' && last?.type === 'text')
      content[content.length - 1] = { type: 'text', text: last.text + part.text }
    else if (part) content.push(part)
  }
  const { id, model, stop_reason: reason, stop_sequence: stop, usage } = message
  const providerFields = foreign.fields(message)
  const hasToolCalls = content.some(({ type }) => type === 'tool_call')
  return {
    ...(id ? { id } : {}),
    ...(model ? { model } : {}),
    choices: [
      {
        index: 0,
        content,
        finishReason: toFinishReason(reason, hasToolCalls),
        ...(reason ? { upstreamFinishReason: reason } : {}),
        ...(stop ? { stopSequence: stop } : {}),
        ...(providerFields ? { providerFields } : {}),
      },
    ],
    ...(usage ? { usage: toUsage(usage, lengthOf(content)) } : {}),
    warnings: call.warnings,
    upstreamHeaders: response.headers,
    ...(call.keepOriginal ? { original: { dialect: 'anthropic', body: { ...message } } } : {}),
  }
}

/** `{input_tokens}` of a count. */
export function parseCount(call: BuiltCall, response: HttpResponse): number {
  const { input_tokens: count } = readJson(call, response) as { input_tokens?: unknown }
  if (typeof count !== 'number') throw unusable(call, response, 'it holds no input_tokens')
  return count
}

function toPart(block: AnswerBlock, call: BuiltCall): AssistantPart | undefined {
  switch (block.type) {
    case 'text':
      return block.text ? { type: 'text', text: block.text } : undefined
    case 'thinking': {
      const { thinking: text = '', signature } = block
      return { type: 'reasoning', text, ...(signature ? { signature } : {}) }
    }
    case 'redacted_thinking':
      return { type: 'redacted_reasoning', data: block.data ?? '' }
    case 'tool_use': {
      const { id = '', name = '', input = {} } = block
      if (name === call.answerTool) return { type: 'text', text: JSON.stringify(input) }
      const known = call.toolNames?.get(name) ?? name
      return { type: 'tool_call', id, name: known, arguments: JSON.stringify(input) }
    }
    default:
      return undefined
  }
}

function readJson(call: BuiltCall, response: HttpResponse): object {
  try {
    const parsed: unknown = JSON.parse(bodyText(response.body))
    if (typeof parsed === 'object' && parsed !== null) return parsed
  } catch {
    // Told below.
  }
  throw unusable(call, response, 'it is no JSON')
}

function unusable(call: BuiltCall, response: HttpResponse, why: string): ProviderError {
  return new ProviderError('bad_gateway', `Anthropic's answer cannot be used: ${why}; check api_base`, {
    provider: call.target.provider,
    upstreamStatus: response.status,
    upstreamBody: bodyText(response.body).slice(0, 2000),
    upstreamHeaders: response.headers,
  })
}
