import type { CacheMark, FilePart, ImagePart, MediaSource, TextPart } from '@kansoku/providers'
import { asText, isRecord, ParameterError, parseCacheMark } from '@kansoku/routing'
import type { Losses } from './losses.ts'

type Block = Readonly<Record<string, unknown>>
type Part = TextPart | ImagePart | FilePart

/** A block of a user's turn or of a tool's result. Kinds that nobody else knows are told as lost. */
export function parsePart(block: Block, path: string, losses: Losses): readonly Part[] {
  const mark = parseCacheMark(block.cache_control)
  const cache: { cache?: CacheMark } = mark ? { cache: mark } : {}
  switch (block.type) {
    case 'text':
      return [{ type: 'text', text: asText(block.text, `${path}.text`), ...cache }]
    case 'image':
      return [{ type: 'image', source: parseSource(block.source, `${path}.source`), ...cache }]
    case 'document':
      return parseDocument(block, path, cache, losses)
    case 'search_result':
      return [{ type: 'text', text: searchResultText(block), ...cache }]
    case 'tool_reference':
      // What Claude Code's search for tools answers. The tool itself is among those of the request.
      return [{ type: 'text', text: `Loaded: ${asText(block.tool_name, `${path}.tool_name`)}`, ...cache }]
    default:
      losses.add(`content ${String(block.type)}`)
      return []
  }
}

function parseDocument(
  block: Block,
  path: string,
  cache: { cache?: CacheMark },
  losses: Losses,
): readonly Part[] {
  const { source, title } = block
  if (isRecord(source) && source.type === 'text') {
    const text = asText(source.data, `${path}.source.data`)
    return [{ type: 'text', text: titled(title, text), ...cache }]
  }
  if (isRecord(source) && source.type === 'content') {
    const inner = Array.isArray(source.content) ? source.content : [{ type: 'text', text: source.content }]
    return inner.flatMap((part: unknown, index) =>
      isRecord(part) ? parsePart(part, `${path}.source.content[${index}]`, losses) : [],
    )
  }
  const name = typeof title === 'string' && title !== '' ? { name: title } : {}
  return [{ type: 'file', source: parseSource(source, `${path}.source`), ...name, ...cache }]
}

function parseSource(value: unknown, path: string): MediaSource {
  if (isRecord(value)) {
    const { url, data, file_id: id, media_type: mediaType } = value
    if (value.type === 'url' && typeof url === 'string') return { kind: 'url', url }
    if (value.type === 'file' && typeof id === 'string') return { kind: 'file_id', id }
    if (typeof data === 'string') {
      return { kind: 'data', base64: data, ...(typeof mediaType === 'string' ? { mediaType } : {}) }
    }
  }
  throw new ParameterError(path, 'must hold base64 data, a url or a file_id')
}

function searchResultText({ title, source, content }: Block): string {
  const parts = Array.isArray(content) ? content : []
  const texts = parts.map((part: unknown) => (isRecord(part) ? String(part.text ?? '') : ''))
  return titled([title, source].filter((value) => typeof value === 'string').join(' '), texts.join('\n'))
}

function titled(title: unknown, text: string): string {
  return typeof title === 'string' && title !== '' ? `${title}\n${text}` : text
}
