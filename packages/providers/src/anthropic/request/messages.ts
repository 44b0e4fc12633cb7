import type {
  AssistantMessage,
  AssistantPart,
  ChatMessage,
  ToolCallPart,
  ToolMessage,
} from '../../spec/message.ts'
import { isClaudeSignature } from '../../spec/signatures.ts'
import { toWireId } from '../../spec/tool-names.ts'
import type { TextBlock, Turn, WireBlock } from '../wire.ts'
import { toBlocks } from './content.ts'
import { badRequest, type Draft, markOf } from './draft.ts'

/** System messages from anywhere in the conversation, in order. */
export function toSystem(messages: readonly ChatMessage[]): TextBlock[] {
  const texts = messages.flatMap((message) => (message.role === 'system' ? message.content : []))
  return texts
    .filter(({ text }) => text.trim() !== '')
    .map(({ text, cache }) => ({ type: 'text', text, ...markOf(cache) }))
}

/** The conversation in turns that alternate. Throws bad_request when nothing is left. */
export function toTurns(messages: readonly ChatMessage[], draft: Draft): readonly Turn[] {
  const turns: Turn[] = []
  for (const message of messages) {
    if (message.role === 'system') continue
    const role = message.role === 'assistant' ? 'assistant' : 'user'
    const content = contentOf(message, draft)
    if (content.length === 0) continue
    const last = turns.at(-1)
    if (last?.role === role) last.content.push(...content)
    else turns.push({ role, content })
  }
  if (turns.length === 0) {
    throw badRequest('The request has no user or assistant message with content', 'messages')
  }
  trimPrefill(turns.at(-1))
  return turns
}

function contentOf(message: Exclude<ChatMessage, { role: 'system' }>, draft: Draft): WireBlock[] {
  if (message.role === 'user') return toBlocks(message.content, draft)
  return message.role === 'tool' ? [toToolResult(message, draft)] : toAssistantBlocks(message, draft)
}

function toAssistantBlocks({ content }: AssistantMessage, draft: Draft): WireBlock[] {
  const blocks = content.flatMap((part) => toAssistantBlock(part, draft))
  const said = blocks.some(({ type }) => type !== 'thinking' && type !== 'redacted_thinking')
  // Reasoning alone is no turn: the model was cut off before it said anything.
  return said ? blocks : []
}

function toAssistantBlock(part: AssistantPart, draft: Draft): WireBlock[] {
  switch (part.type) {
    case 'text':
      return part.text.trim() === '' ? [] : [{ type: 'text', text: part.text, ...markOf(part.cache) }]
    case 'tool_call':
      return [toToolUse(part, draft)]
    case 'redacted_reasoning':
      return [{ type: 'redacted_thinking', data: part.data }]
    case 'reasoning':
      if (isClaudeSignature(part.signature))
        return [{ type: 'thinking', thinking: part.text, signature: part.signature }]
      draft.warn('Earlier reasoning was left out: it has no signature')
      return []
  }
}

function toToolUse(part: ToolCallPart, draft: Draft): WireBlock {
  return {
    type: 'tool_use',
    id: toWireId(part.id),
    name: draft.toolNames.toWire(part.name),
    input: parseArguments(part, draft),
    ...markOf(part.cache),
  }
}

/** The service wants an object. What is none (a call that was cut off) is passed on as text inside one. */
function parseArguments(part: ToolCallPart, draft: Draft): unknown {
  if (part.arguments.trim() === '') return {}
  try {
    const input: unknown = JSON.parse(part.arguments)
    if (typeof input === 'object' && input !== null && !Array.isArray(input)) return input
  } catch {
    // Told below.
  }
  draft.warn(
    `The arguments of tool call ${part.id} (${part.name}) are no JSON object; they were sent as text`,
  )
  return { arguments: part.arguments }
}

/** A mark on any part of a result counts for the result as a whole. */
function toToolResult(message: ToolMessage, draft: Draft): WireBlock {
  const mark = message.content.findLast((part) => part.cache)?.cache
  const content = toBlocks(
    message.content.map(({ cache: _, ...part }) => part),
    draft,
  )
  return {
    type: 'tool_result',
    tool_use_id: toWireId(message.toolCallId),
    content,
    ...(message.isError ? { is_error: true } : {}),
    ...markOf(mark),
  }
}

/** A last assistant turn (the beginning of the answer) must not end in white space. */
function trimPrefill(turn: Turn | undefined): void {
  const last = turn?.content.at(-1)
  if (turn?.role !== 'assistant' || last?.type !== 'text') return
  turn.content.splice(-1, 1, { ...last, text: last.text.trimEnd() })
}
