import type { Adjustments } from '../../spec/adjustments.ts'
import { ProviderError } from '../../spec/error.ts'
import type { CacheMark, FilePart, ImagePart, MediaSource, UserPart } from '../../spec/message.ts'
import type { CompatibleProvider } from '../provider.ts'

export interface ContentContext {
  readonly provider: CompatibleProvider
  readonly adjust: Adjustments
  /** Files named by URL, downloaded, as data URIs. */
  readonly files: ReadonlyMap<string, string>
}

/** One plain text as a string (what every look-alike takes), anything else as a list of parts. */
export function toContent(parts: readonly UserPart[], context: ContentContext): unknown {
  const [only] = parts
  if (only === undefined) return ''
  const marked = parts.some((part) => part.type !== 'audio' && part.cache !== undefined)
  if (marked && !context.provider.cacheMarks) {
    context.adjust.warn(`cache_control was left out: ${context.provider.name} does not take it`)
  }
  const plain = parts.length === 1 && only.type === 'text' && !(marked && context.provider.cacheMarks)
  return plain ? only.text : parts.map((part) => toPart(part, context))
}

export function toPart(part: UserPart, context: ContentContext): unknown {
  switch (part.type) {
    case 'text':
      return { type: 'text', text: part.text, ...markOf(part.cache, context) }
    case 'image':
      return { ...toImage(part), ...markOf(part.cache, context) }
    case 'file':
      return { ...toFile(part, context), ...markOf(part.cache, context) }
    case 'audio':
      return { type: 'input_audio', input_audio: { data: part.base64, format: part.format } }
  }
}

function toImage(part: ImagePart): object {
  const { source } = part
  if (source.kind === 'file_id')
    throw refuse('An image cannot be named by a file id here; send a URL or its bytes')
  const detail = part.detail === undefined ? {} : { detail: part.detail }
  return { type: 'image_url', image_url: { url: urlOf(source), ...detail } }
}

function toFile(part: FilePart, { files }: ContentContext): object {
  const { source, name } = part
  if (source.kind === 'file_id') return { type: 'file', file: { file_id: source.id } }
  const data = source.kind === 'url' ? files.get(source.url) : urlOf(source)
  if (data === undefined) throw refuse('A file named by URL was not downloaded')
  return { type: 'file', file: { filename: name ?? 'document', file_data: data } }
}

function urlOf(source: Exclude<MediaSource, { kind: 'file_id' }>): string {
  if (source.kind === 'url') return source.url
  return `data:${source.mediaType ?? 'application/octet-stream'};base64,${source.base64}`
}

function markOf(cache: CacheMark | undefined, { provider }: ContentContext): object {
  if (cache === undefined || !provider.cacheMarks) return {}
  return { cache_control: { type: 'ephemeral', ...(cache.ttl ? { ttl: cache.ttl } : {}) } }
}

function refuse(message: string): ProviderError {
  return new ProviderError('bad_request', message, { provider: 'openai', param: 'messages' })
}
