import { documentFormat, imageFormat, videoFormat } from '../../media/media-formats.ts'
import type { FilePart, ImagePart, TextPart, ToolResultPart, UserPart } from '../../spec/message.ts'
import type { ContentBlock } from '../wire.ts'
import { addCachePoint } from './cache-points.ts'
import { badRequest, type Draft } from './draft.ts'
import type { LoadedMedia, MediaOf } from './media.ts'

export interface ContentTools {
  readonly draft: Draft
  readonly mediaOf: MediaOf
  readonly documentName: (name: string | undefined) => string
}

/** Blocks of a user turn or a tool result. Blank text is left out: the service refuses it. */
export function toBlocks(parts: readonly (UserPart | ToolResultPart)[], tools: ContentTools): ContentBlock[] {
  const blocks: ContentBlock[] = []
  for (const part of parts) {
    const block = toBlock(part, tools)
    if (block) blocks.push(block)
    if (part.type !== 'audio') addCachePoint(blocks, part.cache, 'messages', tools.draft)
  }
  return blocks
}

/** Undefined for blank text. */
export function textBlock(part: TextPart): ContentBlock | undefined {
  return part.text.trim() === '' ? undefined : { text: part.text }
}

function toBlock(part: UserPart | ToolResultPart, tools: ContentTools): ContentBlock | undefined {
  switch (part.type) {
    case 'text':
      return textBlock(part)
    case 'image':
      return toImage(part, tools)
    case 'file':
      return toFile(part, tools)
    case 'audio':
      throw badRequest('Bedrock Converse takes no audio; transcribe it first', 'messages')
  }
}

function toImage(part: ImagePart, { draft, mediaOf }: ContentTools): ContentBlock {
  if (!draft.can.vision) {
    draft.drop('image', `${draft.model} cannot see images`)
    return { text: '[image left out]' }
  }
  const media = mediaOf(part.source)
  const format = imageFormat(media.mediaType, base64Of(media))
  if (!format) {
    throw badRequest(`An image of type "${media.mediaType}" was sent; Bedrock takes png, jpeg, gif and webp`)
  }
  return { image: { format, source: media.source } }
}

function toFile(part: FilePart, { draft, mediaOf, documentName }: ContentTools): ContentBlock {
  const media = mediaOf(part.source)
  const name = part.name ?? (part.source.kind === 'url' ? (part.source.url.split('/').at(-1) ?? '') : '')
  const video = draft.can.family === 'nova' ? videoFormat(media.mediaType, name) : undefined
  if (video) return { video: { format: video, source: media.source } }
  if (media.mediaType.startsWith('image/')) {
    const image: ImagePart = { type: 'image', source: part.source }
    return toImage(image, { draft, mediaOf, documentName })
  }
  const format = documentFormat(media.mediaType, name)
  if (!format) {
    const seen = media.mediaType || name || 'unknown'
    throw badRequest(
      `A file of type "${seen}" was sent; Bedrock takes pdf, csv, doc, docx, xls, xlsx, html, txt, md`,
    )
  }
  if (!draft.can.documents) {
    draft.drop('file', `${draft.model} cannot read documents`)
    return { text: '[document left out]' }
  }
  return { document: { format, name: documentName(part.name), source: media.source } }
}

function base64Of({ source }: LoadedMedia): string {
  return 'bytes' in source ? source.bytes : ''
}
