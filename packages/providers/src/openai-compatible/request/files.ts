import type { FetchMedia } from '../../spec/ports.ts'
import type { ChatRequest } from '../../spec/request.ts'

export const noFiles: ReadonlyMap<string, string> = new Map()
const noUrls: ReadonlySet<string> = new Set()

/** Of the files (not images) that the request names by URL: OpenAI takes only bytes or uploaded ids. */
export function fileUrls({ messages }: ChatRequest): ReadonlySet<string> {
  let urls: Set<string> | undefined
  for (const { content } of messages) {
    for (const part of content) {
      if (part.type !== 'file' || part.source.kind !== 'url') continue
      urls ??= new Set()
      urls.add(part.source.url)
    }
  }
  return urls ?? noUrls
}

/** Files as data URIs, by their URLs. */
export async function loadFiles(
  urls: ReadonlySet<string>,
  fetchMedia: FetchMedia,
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const loaded = [...urls].map(async (url) => {
    const { mediaType, bytes } = await fetchMedia(url, signal)
    return [url, `data:${mediaType};base64,${Buffer.from(bytes).toString('base64')}`] as const
  })
  return new Map(await Promise.all(loaded))
}
