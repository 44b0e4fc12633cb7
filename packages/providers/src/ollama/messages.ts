import { ProviderError } from '../spec/error.ts'
import type { ChatMessage, UserPart } from '../spec/message.ts'
import type { FetchMedia } from '../spec/ports.ts'
import type { ChatRequest } from '../spec/request.ts'
import type { WireMessage, WireToolCall } from './wire.ts'

/** Pictures by their URLs, as base64. */
type Pictures = ReadonlyMap<string, string>

/** Downloads the pictures that the request names by URL: the server takes bytes only. */
export async function loadPictures(
  request: ChatRequest,
  fetchMedia: FetchMedia,
  signal?: AbortSignal,
): Promise<Pictures> {
  const parts: readonly { readonly type: string }[] = request.messages.flatMap(({ content }) => [...content])
  const urls = parts.flatMap((part) => {
    const { type, source } = part as UserPart & { source?: { kind: string; url?: string } }
    return type === 'image' && source?.kind === 'url' && source.url ? [source.url] : []
  })
  const downloads = [...new Set(urls)].map(async (url) => {
    const { bytes } = await fetchMedia(url, signal)
    return [url, Buffer.from(bytes).toString('base64')] as const
  })
  return new Map(await Promise.all(downloads))
}

/** The conversation in Ollama's words, in order. Throws `ProviderError` (bad_request). */
export function toMessages(messages: readonly ChatMessage[], pictures: Pictures): readonly WireMessage[] {
  const calls = messages.flatMap(({ content }) =>
    content.flatMap((part) => (part.type === 'tool_call' ? [part] : [])),
  )
  const names = new Map(calls.map(({ id, name }) => [id, name]))
  return messages.map((message) => {
    const base = { role: message.role, content: textOf(message), ...picturesOf(message, pictures) }
    if (message.role === 'assistant') return { ...base, ...assistantFields(message) }
    if (message.role !== 'tool') return base
    const name = names.get(message.toolCallId) ?? message.name
    return { ...base, ...(name ? { tool_name: name } : {}) }
  })
}

function textOf({ content }: ChatMessage): string {
  return content.map((part) => (part.type === 'text' ? part.text : '')).join('')
}

function picturesOf({ content }: ChatMessage, pictures: Pictures): { images?: readonly string[] } {
  const images = content.flatMap((part) => {
    if (part.type === 'file' || part.type === 'audio')
      throw refuse(`Ollama takes text and pictures, no ${part.type}`)
    if (part.type !== 'image') return []
    const { source } = part
    if (source.kind === 'data') return [source.base64]
    const loaded = source.kind === 'url' ? pictures.get(source.url) : undefined
    if (loaded === undefined)
      throw refuse('A picture cannot be named by a file id here; send a URL or its bytes')
    return [loaded]
  })
  return images.length === 0 ? {} : { images }
}

function assistantFields({ content }: Extract<ChatMessage, { role: 'assistant' }>): Partial<WireMessage> {
  const thinking = content.map((part) => (part.type === 'reasoning' ? part.text : '')).join('')
  const calls = content.flatMap((part): WireToolCall[] =>
    part.type === 'tool_call' ? [{ function: { name: part.name, arguments: parse(part.arguments) } }] : [],
  )
  return {
    ...(thinking === '' ? {} : { thinking }),
    ...(calls.length === 0 ? {} : { tool_calls: calls }),
  }
}

/** The server wants an object. What is none (a call that was cut off) is passed on as text inside one. */
function parse(text: string): object {
  if (text.trim() === '') return {}
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  } catch {
    // Sent as text.
  }
  return { arguments: text }
}

function refuse(message: string): ProviderError {
  return new ProviderError('bad_request', message, { provider: 'ollama', param: 'messages' })
}
