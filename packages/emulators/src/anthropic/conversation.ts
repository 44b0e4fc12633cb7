import type { Conversation, ToolCall, Turn } from '../models/conversation.ts'

interface WireBlock {
  readonly type: string
  readonly text?: string
  readonly id?: string
  readonly name?: string
  readonly input?: ToolCall['input']
  readonly tool_use_id?: string
  readonly content?: string | readonly WireBlock[]
}

export interface WireRequest {
  readonly model: string
  readonly max_tokens?: number
  readonly system?: string | readonly WireBlock[]
  readonly messages: readonly { readonly role: string; readonly content: string | readonly WireBlock[] }[]
  readonly tools?: readonly { readonly name: string }[]
  readonly thinking?: { readonly type: string }
  readonly stop_sequences?: readonly string[]
  readonly stream?: boolean
}

export function toConversation({ model, system = '', messages, tools = [] }: WireRequest): Conversation {
  return {
    model,
    system: textOf(system),
    turns: messages.map(toTurn),
    tools: tools.map(({ name }) => name),
  }
}

function toTurn({ role, content }: WireRequest['messages'][number]): Turn {
  const blocks = typeof content === 'string' ? [] : content
  return {
    role: role === 'assistant' ? 'assistant' : 'user',
    text: textOf(content),
    toolCalls: blocks
      .filter(({ type }) => type === 'tool_use')
      .map(({ id = '', name = '', input = {} }) => ({ id, name, input })),
    toolResults: blocks
      .filter(({ type }) => type === 'tool_result')
      .map(({ tool_use_id = '', content = '' }) => ({ toolCallId: tool_use_id, text: textOf(content) })),
  }
}

function textOf(content: string | readonly WireBlock[]): string {
  if (typeof content === 'string') return content
  return content.map(({ text }) => text ?? '').join('')
}
