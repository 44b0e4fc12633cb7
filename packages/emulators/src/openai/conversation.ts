import type { Conversation, Turn } from '../models/conversation.ts'

interface WireMessage {
  readonly role: string
  readonly content?: string | readonly { readonly type: string; readonly text?: string }[] | null
  readonly tool_calls?: readonly {
    readonly id: string
    readonly function: { readonly name: string; readonly arguments: string }
  }[]
  readonly tool_call_id?: string
}

export interface WireRequest {
  readonly model: string
  readonly messages: readonly WireMessage[]
  readonly tools?: readonly { readonly function?: { readonly name?: string } }[]
  readonly max_tokens?: number
  readonly max_completion_tokens?: number
  readonly stop?: string | readonly string[]
  readonly stream?: boolean
  readonly stream_options?: { readonly include_usage?: boolean }
}

export function toConversation(request: WireRequest): Conversation {
  const system = request.messages.filter(isSystem).map(textOf).join('\n')
  const turns = request.messages.filter((message) => !isSystem(message)).map(toTurn)
  return {
    model: request.model,
    system,
    turns,
    tools: (request.tools ?? []).flatMap((tool) => tool.function?.name ?? []),
  }
}

const isSystem = (message: WireMessage) => message.role === 'system' || message.role === 'developer'

function toTurn(message: WireMessage): Turn {
  const text = textOf(message)
  if (message.role === 'tool') {
    const toolResults = [{ toolCallId: message.tool_call_id ?? '', text }]
    return { role: 'user', text: '', toolCalls: [], toolResults }
  }
  const toolCalls = (message.tool_calls ?? []).map((call) => ({
    id: call.id,
    name: call.function.name,
    input: JSON.parse(call.function.arguments || '{}') as Record<string, unknown>,
  }))
  return { role: message.role === 'assistant' ? 'assistant' : 'user', text, toolCalls, toolResults: [] }
}

function textOf({ content }: WireMessage): string {
  if (typeof content === 'string') return content
  return (content ?? []).map((part) => part.text ?? '').join('')
}
