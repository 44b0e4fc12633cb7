import type { FetchMedia } from '../../spec/ports.ts'
import type { ChatRequest } from '../../spec/request.ts'

const noFiles: ReadonlyMap<string, string> = new Map()

/** Files (not images) that the request names by URL, as data URIs: OpenAI takes only bytes or uploaded ids. */
export async function loadFiles(
  request: ChatRequest,
  fetchMedia: FetchMedia,
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const urls = new Set<string>()
  for (const { content } of request.messages) {
    for (const part of content) {
      if (part.type === 'file' && part.source.kind === 'url') urls.add(part.source.url)
    }
  }
  if (urls.size === 0) return noFiles
  const loaded = [...urls].map(async (url) => {
    const { mediaType, bytes } = await fetchMedia(url, signal)
    return [url, `data:${mediaType};base64,${Buffer.from(bytes).toString('base64')}`] as const
  })
  return new Map(await Promise.all(loaded))
}
