import { ProviderError } from '../../spec/error.ts'
import type { AssistantMessage, ChatMessage, ToolMessage, UserPart } from '../../spec/message.ts'
import { toWireId } from '../../spec/tool-names.ts'
import type { Draft } from './draft.ts'

type Fields = Readonly<Record<string, unknown>>

/** The conversation in Cohere's words, in order. */
export function toMessages(messages: readonly ChatMessage[], draft: Draft): readonly Fields[] {
  return messages.flatMap((message) => toMessage(message, draft))
}

function toMessage(message: ChatMessage, draft: Draft): readonly Fields[] {
  switch (message.role) {
    case 'system':
      return [{ role: 'system', content: message.content.map(({ text }) => text).join('\n') }]
    case 'user':
      return [{ role: 'user', content: toContent(message.content) }]
    case 'assistant':
      return toAssistant(message, draft)
    case 'tool':
      return [toToolResult(message, draft)]
  }
}

function toContent(parts: readonly UserPart[]): unknown {
  const [only] = parts
  if (parts.length === 1 && only?.type === 'text') return only.text
  return parts.map(toPart)
}

function toPart(part: UserPart): Fields {
  if (part.type === 'text') return { type: 'text', text: part.text }
  if (part.type === 'image' && part.source.kind !== 'file_id') {
    const { source, detail } = part
    const url =
      source.kind === 'url' ? source.url : `data:${source.mediaType ?? 'image/png'};base64,${source.base64}`
    return { type: 'image_url', image_url: { url, ...(detail ? { detail } : {}) } }
  }
  throw new ProviderError('bad_request', `Cohere takes text and images, no ${part.type}`, {
    provider: 'cohere',
    param: 'messages',
  })
}

/** What the model planned goes back as its plan where it called tools, else as its thinking. */
function toAssistant({ content }: AssistantMessage, draft: Draft): readonly Fields[] {
  const text = content.map((part) => (part.type === 'text' ? part.text : '')).join('')
  const reasoning = content.map((part) => (part.type === 'reasoning' ? part.text : '')).join('')
  const calls = content.flatMap((part) =>
    part.type === 'tool_call'
      ? [
          {
            id: toWireId(part.id),
            type: 'function',
            function: { name: draft.toolNames.toWire(part.name), arguments: part.arguments || '{}' },
          },
        ]
      : [],
  )
  if (calls.length > 0) {
    const plan = reasoning || text
    return [
      {
        role: 'assistant',
        ...(plan ? { tool_plan: plan } : {}),
        ...(reasoning && text ? { content: text } : {}),
        tool_calls: calls,
      },
    ]
  }
  if (text === '') return []
  const thought = reasoning ? [{ type: 'thinking', thinking: reasoning }] : []
  const said = thought.length > 0 ? [...thought, { type: 'text', text }] : text
  return [{ role: 'assistant', content: said }]
}

function toToolResult(message: ToolMessage, draft: Draft): Fields {
  const texts = message.content.flatMap((part) => (part.type === 'text' ? [part.text] : []))
  if (texts.length < message.content.length)
    draft.drop('images of tool results', 'Cohere takes only text there')
  return { role: 'tool', tool_call_id: toWireId(message.toolCallId), content: texts.join('\n') }
}
