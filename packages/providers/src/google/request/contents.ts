import type {
  AssistantMessage,
  ChatMessage,
  ToolCallPart,
  ToolMessage,
  UserPart,
} from '../../spec/message.ts'
import { openGoogle, splitCallId } from '../../spec/signatures.ts'
import type { WireContent, WirePart } from '../wire.ts'
import { badRequest } from './bad-request.ts'
import type { Draft } from './draft.ts'

/** What the service takes in place of a signature that it never gave. */
const NO_SIGNATURE = 'skip_thought_signature_validator'

/** System messages from anywhere in the conversation, in order. */
export function toSystemInstruction(messages: readonly ChatMessage[]): { parts: WirePart[] } | undefined {
  const texts = messages.flatMap((message) => (message.role === 'system' ? message.content : []))
  const parts = texts.filter(({ text }) => text.trim() !== '').map(({ text }) => ({ text }))
  return parts.length === 0 ? undefined : { parts }
}

/** The conversation in turns that alternate. Throws bad_request when nothing is left. */
export function toContents(messages: readonly ChatMessage[], draft: Draft): readonly WireContent[] {
  const contents: WireContent[] = []
  const names = namesOfCalls(messages)
  for (const message of messages) {
    if (message.role === 'system') continue
    const role = message.role === 'assistant' ? 'model' : 'user'
    const parts = partsOf(message, names, draft)
    if (parts.length === 0) continue
    const last = contents.at(-1)
    if (last?.role === role) last.parts.push(...parts)
    else contents.push({ role, parts })
  }
  if (contents.length === 0)
    throw badRequest('The request has no user or assistant message with content', 'messages')
  return contents
}

/** Results name their call by its id; the service wants the name of the tool. */
function namesOfCalls(messages: readonly ChatMessage[]): ReadonlyMap<string, string> {
  const calls = messages.flatMap((message) => (message.role === 'assistant' ? message.content : []))
  return new Map(calls.flatMap((part) => (part.type === 'tool_call' ? [[part.id, part.name]] : [])))
}

function partsOf(
  message: Exclude<ChatMessage, { role: 'system' }>,
  names: ReadonlyMap<string, string>,
  draft: Draft,
): WirePart[] {
  if (message.role === 'user') return toParts(message.content, draft)
  return message.role === 'tool' ? toToolResult(message, names, draft) : toModelParts(message, draft)
}

function toParts(parts: readonly UserPart[], draft: Draft): WirePart[] {
  return parts.filter((part) => part.type !== 'text' || part.text !== '').map((part) => toPart(part, draft))
}

function toPart(part: UserPart, draft: Draft): WirePart {
  switch (part.type) {
    case 'text':
      return { text: part.text }
    case 'image':
      return draft.mediaOf(part.source)
    case 'file':
      return draft.mediaOf(part.source, part.name)
    case 'audio':
      return { inlineData: { mimeType: `audio/${part.format}`, data: part.base64 } }
  }
}

/** A signature of reasoning belongs to what was said right after it. */
function toModelParts({ content }: AssistantMessage, draft: Draft): WirePart[] {
  const parts: WirePart[] = []
  let signature: string | undefined
  let called = false
  for (const part of content) {
    if (part.type === 'reasoning') signature = openGoogle(part.signature) ?? signature
    else if (part.type === 'text' && part.text !== '') {
      parts.push({ text: part.text, ...(signature ? { thoughtSignature: signature } : {}) })
      signature = undefined
    } else if (part.type === 'tool_call') {
      parts.push(toFunctionCall(part, signature, !called, draft))
      signature = undefined
      called = true
    }
  }
  return parts
}

function toFunctionCall(
  call: ToolCallPart,
  before: string | undefined,
  first: boolean,
  draft: Draft,
): WirePart {
  const unsigned = first && draft.can.wantsSignatures ? NO_SIGNATURE : undefined
  const thoughtSignature = splitCallId(call.id).signature ?? before ?? unsigned
  return {
    functionCall: { name: draft.toolNames.toWire(call.name), args: parseArguments(call, draft) },
    ...(thoughtSignature ? { thoughtSignature } : {}),
  }
}

/** The service wants an object. What is none (a call that was cut off) is passed on as text inside one. */
function parseArguments(call: ToolCallPart, draft: Draft): object {
  if (call.arguments.trim() === '') return {}
  const args = asObject(call.arguments)
  if (args) return args
  draft.warn(
    `The arguments of tool call ${call.id} (${call.name}) are no JSON object; they were sent as text`,
  )
  return { arguments: call.arguments }
}

function toToolResult(message: ToolMessage, names: ReadonlyMap<string, string>, draft: Draft): WirePart[] {
  const name = names.get(message.toolCallId) ?? message.name
  if (name === undefined) {
    throw badRequest(`No tool call has the id "${message.toolCallId}" that a result names`, 'messages')
  }
  const text = message.content.map((part) => (part.type === 'text' ? part.text : '')).join('')
  const media = toParts(
    message.content.filter((part) => part.type !== 'text'),
    draft,
  )
  const response = asObject(text) ?? { [message.isError ? 'error' : 'result']: text }
  return [{ functionResponse: { name: draft.toolNames.toWire(name), response } }, ...media]
}

function asObject(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined
  } catch {
    return undefined
  }
}
