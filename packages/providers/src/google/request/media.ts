import { extname } from 'node:path'
import { imageFormat } from '../../media/media-formats.ts'
import type { MediaSource } from '../../spec/message.ts'
import type { FetchMedia } from '../../spec/ports.ts'
import type { ChatRequest } from '../../spec/request.ts'
import type { WirePart } from '../wire.ts'
import { badRequest } from './bad-request.ts'

export type MediaOf = (source: MediaSource, name?: string) => WirePart

/** What the service fetches itself: its own storage, files uploaded to it, and videos of YouTube. */
const OWN_PLACE =
  /^(?:gs:\/\/|https:\/\/generativelanguage\.googleapis\.com\/[^?]*\/files\/|https:\/\/(?:www\.)?youtu(?:be\.com|\.be)\/)/

const TYPES: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  txt: 'text/plain',
  md: 'text/markdown',
  csv: 'text/csv',
  html: 'text/html',
  json: 'application/json',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  gif: 'image/gif',
  mp3: 'audio/mpeg',
  wav: 'audio/wav',
  flac: 'audio/flac',
  mp4: 'video/mp4',
  mov: 'video/quicktime',
  webm: 'video/webm',
}

/** Downloads what the request names by URL, all at once, but what the service fetches itself. */
export async function loadMedia(
  request: ChatRequest,
  fetchMedia: FetchMedia,
  signal?: AbortSignal,
): Promise<MediaOf> {
  const downloads = [...remoteUrls(request)].map(async (url) => {
    const { mediaType, bytes } = await fetchMedia(url, signal)
    return [url, inline(mediaType, Buffer.from(bytes).toString('base64'), url)] as const
  })
  const loaded = new Map<string, WirePart>(await Promise.all(downloads))
  return (source, name = '') => {
    if (source.kind === 'data') return inline(source.mediaType ?? '', source.base64, name)
    if (source.kind === 'file_id') return { fileData: { fileUri: source.id } }
    if (OWN_PLACE.test(source.url)) return toFileData(source.url)
    const media = loaded.get(source.url)
    if (!media) throw badRequest(`"${source.url}" was not downloaded`)
    return media
  }
}

function toFileData(fileUri: string): WirePart {
  const mimeType = typeOfName(fileUri.replace(/[?#].*$/, ''))
  return { fileData: { ...(mimeType ? { mimeType } : {}), fileUri } }
}

function inline(mediaType: string, data: string, name: string): WirePart {
  return { inlineData: { mimeType: typeOf(mediaType, data, name), data } }
}

/** The service refuses bytes without a type, and images under the wrong one. */
function typeOf(mediaType: string, base64: string, name: string): string {
  const told = mediaType.split(';')[0]?.trim().toLowerCase() ?? ''
  const image = told === '' || told.startsWith('image/') ? imageFormat(told, base64) : undefined
  if (image) return `image/${image}`
  if (told !== '' && told !== 'application/octet-stream') return told
  return typeOfName(name) ?? (base64.startsWith('JVBERi') ? 'application/pdf' : 'application/octet-stream')
}

function typeOfName(name: string): string | undefined {
  return TYPES[extname(name).slice(1).toLowerCase()]
}

function remoteUrls(request: ChatRequest): ReadonlySet<string> {
  const urls = new Set<string>()
  for (const { content } of request.messages) {
    for (const part of content) {
      if (part.type !== 'image' && part.type !== 'file') continue
      if (part.source.kind === 'url' && !OWN_PLACE.test(part.source.url)) urls.add(part.source.url)
    }
  }
  return urls
}
