import type { MediaSource } from '../../spec/message.ts'
import type { FetchMedia } from '../../spec/ports.ts'
import type { ChatRequest } from '../../spec/request.ts'
import type { ByteSource } from '../wire.ts'
import { badRequest } from './draft.ts'

/** Bytes (base64) or a place in S3, and what they are. */
export interface LoadedMedia {
  readonly mediaType: string
  readonly source: ByteSource
}

const S3 = 's3://'

export type MediaOf = (source: MediaSource) => LoadedMedia

/** Downloads what the request names by URL, all at once; the service takes bytes or S3 locations only. */
export async function loadMedia(
  request: ChatRequest,
  fetchMedia: FetchMedia,
  signal?: AbortSignal,
): Promise<MediaOf> {
  const urls = new Set<string>()
  for (const source of sourcesOf(request)) if (isRemote(source)) urls.add(source.url)
  const downloads = [...urls].map(async (url) => {
    const { mediaType, bytes } = await fetchMedia(url, signal)
    return [url, { mediaType, source: { bytes: Buffer.from(bytes).toString('base64') } }] as const
  })
  const loaded = new Map<string, LoadedMedia>(await Promise.all(downloads))
  return (source) => {
    if (source.kind === 'data') return { mediaType: source.mediaType ?? '', source: { bytes: source.base64 } }
    if (source.kind === 'file_id')
      throw badRequest(`Bedrock cannot read the uploaded file "${source.id}"; send its bytes`)
    if (source.url.startsWith(S3)) return { mediaType: '', source: { s3Location: { uri: source.url } } }
    const media = loaded.get(source.url)
    if (!media) throw badRequest(`"${source.url}" was not downloaded`)
    return media
  }
}

function isRemote(source: MediaSource): source is Extract<MediaSource, { kind: 'url' }> {
  return source.kind === 'url' && !source.url.startsWith(S3)
}

function* sourcesOf(request: ChatRequest): Iterable<MediaSource> {
  for (const { content } of request.messages) {
    for (const part of content) if (part.type === 'image' || part.type === 'file') yield part.source
  }
}
