import type { Conversation, Turn } from '../models/conversation.ts'
import type { ConverseMessage, ConverseRequest } from './wire.ts'

export function toConversation(model: string, request: ConverseRequest): Conversation {
  return {
    model,
    system: (request.system ?? []).map((block) => block.text ?? '').join('\n'),
    turns: (request.messages ?? []).map(toTurn),
    tools: (request.toolConfig?.tools ?? []).flatMap((tool) => tool.toolSpec?.name ?? []),
  }
}

function toTurn({ role, content }: ConverseMessage): Turn {
  return {
    role: role === 'assistant' ? 'assistant' : 'user',
    text: content.map((block) => block.text ?? '').join(''),
    toolCalls: content.flatMap(({ toolUse }) =>
      toolUse ? [{ id: toolUse.toolUseId, name: toolUse.name, input: toolUse.input }] : [],
    ),
    toolResults: content.flatMap(({ toolResult }) =>
      toolResult
        ? [{ toolCallId: toolResult.toolUseId, text: toolResult.content.map(resultText).join('') }]
        : [],
    ),
  }
}

const resultText = (part: { readonly text?: string; readonly json?: unknown }) =>
  part.text ?? JSON.stringify(part.json)
