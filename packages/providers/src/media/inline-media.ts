import type { ChatMessage, MediaSource } from '../spec/message.ts'
import type { FetchMedia } from '../spec/ports.ts'
import type { ChatRequest } from '../spec/request.ts'

/** Images and documents that the request names by URL, as bytes: Claude fetches nothing here. */
export async function inlineMedia(
  request: ChatRequest,
  fetchMedia: FetchMedia,
  signal?: AbortSignal,
): Promise<ChatRequest> {
  const loaded = new Map<string, MediaSource>()
  const urls = new Set<string>()
  for (const { content } of request.messages) {
    for (const part of content) {
      if ((part.type === 'image' || part.type === 'file') && part.source.kind === 'url')
        urls.add(part.source.url)
    }
  }
  if (urls.size === 0) return request
  const downloads = [...urls].map(async (url) => {
    const { mediaType, bytes } = await fetchMedia(url, signal)
    loaded.set(url, { kind: 'data', mediaType, base64: Buffer.from(bytes).toString('base64') })
  })
  await Promise.all(downloads)
  const messages = request.messages.map((message) => {
    const content = message.content.map((part) => {
      if ((part.type !== 'image' && part.type !== 'file') || part.source.kind !== 'url') return part
      return { ...part, source: loaded.get(part.source.url) ?? part.source }
    })
    return { ...message, content } as ChatMessage
  })
  return { ...request, messages }
}
