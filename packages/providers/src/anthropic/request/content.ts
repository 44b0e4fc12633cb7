import { documentFormat, imageFormat } from '../../media/media-formats.ts'
import type { FilePart, ImagePart, MediaSource, UserPart } from '../../spec/message.ts'
import type { WireBlock, WireSource } from '../wire.ts'
import { badRequest, type Draft, markOf } from './draft.ts'

const FILES_BETA = 'files-api-2025-04-14'

/** Blocks of a user turn or a tool result. Blank text is left out: the service refuses it. */
export function toBlocks(parts: readonly UserPart[], draft: Draft): WireBlock[] {
  const spoken = parts.filter((part) => part.type !== 'text' || part.text.trim() !== '')
  return spoken.map((part) => toBlock(part, draft))
}

function toBlock(part: UserPart, draft: Draft): WireBlock {
  switch (part.type) {
    case 'text':
      return { type: 'text', text: part.text, ...markOf(part.cache) }
    case 'image':
      return toImage(part, draft)
    case 'file':
      return toFile(part, draft)
    case 'audio':
      throw badRequest("Anthropic's API takes no audio; transcribe it first", 'messages')
  }
}

function toImage(part: ImagePart, draft: Draft): WireBlock {
  if (!draft.can.vision) {
    draft.drop('image', `${draft.model} cannot see images`)
    return { type: 'text', text: '[image left out]' }
  }
  return { type: 'image', source: toImageSource(part.source, draft), ...markOf(part.cache) }
}

function toImageSource(source: MediaSource, draft: Draft): WireSource {
  if (source.kind !== 'data') return toReference(source, draft)
  const format = imageFormat(source.mediaType ?? '', source.base64)
  if (format === undefined) {
    throw badRequest(
      `An image of type "${source.mediaType}" was sent; Anthropic takes png, jpeg, gif and webp`,
      'messages',
    )
  }
  return { type: 'base64', media_type: `image/${format}`, data: source.base64 }
}

function toFile(part: FilePart, draft: Draft): WireBlock {
  const { source, name } = part
  if (source.kind === 'data' && source.mediaType?.startsWith('image/')) {
    return toImage({ type: 'image', source, ...(part.cache ? { cache: part.cache } : {}) }, draft)
  }
  const title = name === undefined ? {} : { title: name }
  return {
    type: 'document',
    source: toDocumentSource(source, name ?? '', draft),
    ...title,
    ...markOf(part.cache),
  }
}

const READABLE = new Set(['txt', 'md', 'csv', 'html'])

/** The service reads PDF, and plain text under that one name. */
function toDocumentSource(source: MediaSource, name: string, draft: Draft): WireSource {
  if (source.kind !== 'data') return toReference(source, draft)
  const format =
    documentFormat(source.mediaType ?? '', name) ?? (source.base64.startsWith('JVBERi') ? 'pdf' : '')
  if (format === 'pdf') return { type: 'base64', media_type: 'application/pdf', data: source.base64 }
  if (READABLE.has(format)) {
    const data = Buffer.from(source.base64, 'base64').toString('utf8')
    return { type: 'text', media_type: 'text/plain', data }
  }
  throw badRequest(
    `A file of type "${source.mediaType ?? (name || 'unknown')}" was sent; Anthropic takes pdf and plain text`,
    'messages',
  )
}

function toReference(source: Exclude<MediaSource, { kind: 'data' }>, draft: Draft): WireSource {
  if (source.kind === 'url') return { type: 'url', url: source.url }
  draft.betas.add(FILES_BETA)
  return { type: 'file', file_id: source.id }
}
