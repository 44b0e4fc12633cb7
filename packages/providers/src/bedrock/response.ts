import type { BuiltCall, HttpResponse } from '../spec/adapter.ts'
import { lengthOf } from '../spec/answer-length.ts'
import { bodyText } from '../spec/body-text.ts'
import { ProviderError } from '../spec/error.ts'
import type { AssistantPart } from '../spec/message.ts'
import type { ChatResult } from '../spec/result.ts'
import { toFinishReason } from './finish-reason.ts'
import { toUsage } from './usage.ts'
import type { WireUsage } from './wire.ts'

interface WireReasoning {
  readonly reasoningText?: { readonly text?: string; readonly signature?: string }
  readonly redactedContent?: string
}

interface WireBlock {
  readonly text?: string
  readonly toolUse?: { readonly toolUseId?: string; readonly name?: string; readonly input?: unknown }
  readonly reasoningContent?: WireReasoning
}

interface ConverseAnswer {
  readonly output?: { readonly message?: { readonly content?: readonly WireBlock[] } }
  readonly stopReason?: string
  readonly usage?: WireUsage
  readonly trace?: unknown
  readonly performanceConfig?: unknown
  readonly serviceTier?: unknown
  readonly additionalModelResponseFields?: unknown
}

/** Reads the answer of Converse. */
export function parseConverse(call: BuiltCall, response: HttpResponse): ChatResult {
  const answer = readJson(call, response)
  const blocks = answer.output?.message?.content
  if (!Array.isArray(blocks)) throw unusable(call, response, 'it holds no message')
  const content: AssistantPart[] = []
  let answered = false
  for (const block of blocks as readonly WireBlock[]) {
    const part = toPart(block, call)
    if (part === undefined) continue
    answered ||= block.toolUse !== undefined && part.type === 'text'
    const last = content.at(-1)
    if (part.type === 'text' && last?.type === 'text')
      content[content.length - 1] = join(last.text, part.text)
    else content.push(part)
  }
  const id = response.headers['x-amzn-requestid']
  const toolCalls = content.some((part) => part.type === 'tool_call')
  const { providerFields } = providerFieldsOf(answer)
  return {
    ...(id ? { id } : {}),
    choices: [
      {
        index: 0,
        content,
        finishReason: toFinishReason(answer.stopReason, { toolCalls, answered }),
        ...(answer.stopReason ? { upstreamFinishReason: answer.stopReason } : {}),
      },
    ],
    ...(answer.usage ? { usage: toUsage(answer.usage, lengthOf(content)) } : {}),
    warnings: call.warnings,
    upstreamHeaders: response.headers,
    ...(providerFields ? { providerFields } : {}),
  }
}

/** Fields of an answer or of a stream's metadata that have no neutral name. */
export function providerFieldsOf(answer: object): { providerFields?: Record<string, unknown> } {
  const { trace, performanceConfig, serviceTier, additionalModelResponseFields } = answer as ConverseAnswer
  const known = { trace, performanceConfig, serviceTier, additionalModelResponseFields }
  const entries = Object.entries(known).filter(([, value]) => value !== undefined && value !== null)
  return entries.length === 0 ? {} : { providerFields: Object.fromEntries(entries) }
}

function toPart(block: WireBlock, call: BuiltCall): AssistantPart | undefined {
  if (block.toolUse) {
    const { toolUseId = '', name = '', input = {} } = block.toolUse
    if (name === call.answerTool) return { type: 'text', text: JSON.stringify(input) }
    const known = call.toolNames?.get(name) ?? name
    return { type: 'tool_call', id: toolUseId, name: known, arguments: JSON.stringify(input) }
  }
  if (typeof block.text === 'string') return { type: 'text', text: block.text }
  const reasoning = block.reasoningContent
  if (reasoning?.redactedContent) return { type: 'redacted_reasoning', data: reasoning.redactedContent }
  const { text, signature } = reasoning?.reasoningText ?? {}
  if (text === undefined && signature === undefined) return undefined
  return { type: 'reasoning', text: text ?? '', ...(signature ? { signature } : {}) }
}

function join(before: string, after: string): AssistantPart {
  return { type: 'text', text: before + after }
}

function readJson(call: BuiltCall, response: HttpResponse): ConverseAnswer {
  try {
    const parsed: unknown = JSON.parse(bodyText(response.body))
    if (typeof parsed === 'object' && parsed !== null) return parsed
  } catch {
    // Told below.
  }
  throw unusable(call, response, 'it is no JSON')
}

function unusable(call: BuiltCall, response: HttpResponse, why: string): ProviderError {
  return new ProviderError('bad_gateway', `Bedrock's answer cannot be used: ${why}`, {
    provider: call.target.provider,
    upstreamStatus: response.status,
    upstreamBody: bodyText(response.body).slice(0, 2000),
    upstreamHeaders: response.headers,
  })
}
