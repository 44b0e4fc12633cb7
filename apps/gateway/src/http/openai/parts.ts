import type { AudioPart, CacheMark, FilePart, ImagePart, MediaSource, TextPart } from '@kansoku/providers'
import { isRecord, ParameterError, parseCacheMark } from '@kansoku/routing'

type Body = Readonly<Record<string, unknown>>

/** One part of a message's content: OpenAI's kinds, and Anthropic's where clients mix them in. */
export function parsePart(value: unknown, path: string): TextPart | ImagePart | FilePart | AudioPart {
  if (!isRecord(value)) throw new ParameterError(path, 'must be an object')
  const mark = parseCacheMark(value.cache_control)
  const cache: { cache?: CacheMark } = mark ? { cache: mark } : {}
  switch (value.type) {
    case 'text':
    case 'input_text':
    case 'output_text':
      if (typeof value.text !== 'string') throw new ParameterError(`${path}.text`, 'must be a text')
      return { type: 'text', text: value.text, ...cache }
    case 'image_url':
    case 'input_image':
      return { ...parseImage(value, path), ...cache }
    case 'image':
      return { type: 'image', source: parseAnthropicSource(value.source, `${path}.source`), ...cache }
    case 'document':
      return { type: 'file', source: parseAnthropicSource(value.source, `${path}.source`), ...cache }
    case 'file':
    case 'input_file':
      return { ...parseFile(value, path), ...cache }
    case 'input_audio':
      return parseAudio(value.input_audio, `${path}.input_audio`)
    default:
      throw new ParameterError(`${path}.type`, `"${String(value.type)}" is not a known kind of content`)
  }
}

function parseImage(value: Body, path: string): ImagePart {
  const image = isRecord(value.image_url) ? value.image_url : { url: value.image_url }
  if (typeof image.url !== 'string') throw new ParameterError(`${path}.image_url.url`, 'must be a text')
  const { detail } = image
  return {
    type: 'image',
    source: parseUrl(image.url, `${path}.image_url.url`),
    ...(typeof detail === 'string' ? { detail } : {}),
  }
}

function parseFile(value: Body, path: string): FilePart {
  const file = isRecord(value.file) ? value.file : value
  const name = typeof file.filename === 'string' ? { name: file.filename } : {}
  if (typeof file.file_data === 'string') {
    return { type: 'file', source: parseUrl(file.file_data, `${path}.file_data`), ...name }
  }
  if (typeof file.file_id !== 'string') throw new ParameterError(path, 'must hold file_data or file_id')
  const isAddress = /^https?:/.test(file.file_id)
  return {
    type: 'file',
    source: isAddress ? { kind: 'url', url: file.file_id } : { kind: 'file_id', id: file.file_id },
    ...name,
  }
}

function parseAudio(value: unknown, path: string): AudioPart {
  if (!isRecord(value) || typeof value.data !== 'string')
    throw new ParameterError(path, 'must hold data and format')
  return {
    type: 'audio',
    base64: value.data,
    format: typeof value.format === 'string' ? value.format : 'wav',
  }
}

function parseUrl(text: string, path: string): MediaSource {
  if (/^https?:\/\//i.test(text)) return { kind: 'url', url: text }
  const data = /^data:([^;,]*)(?:;[^,]*)?,/i.exec(text)
  if (data) {
    const mediaType = data[1] ? { mediaType: data[1] } : {}
    return { kind: 'data', base64: text.slice(data[0].length), ...mediaType }
  }
  if (/^[A-Za-z0-9+/]/.test(text) && !text.includes(':')) return { kind: 'data', base64: text }
  throw new ParameterError(path, 'must be an https address or a data URI')
}

function parseAnthropicSource(value: unknown, path: string): MediaSource {
  if (isRecord(value)) {
    if (value.type === 'url' && typeof value.url === 'string') return { kind: 'url', url: value.url }
    if (typeof value.data === 'string') {
      const mediaType = typeof value.media_type === 'string' ? { mediaType: value.media_type } : {}
      return { kind: 'data', base64: value.data, ...mediaType }
    }
  }
  throw new ParameterError(path, 'must hold base64 data or a url')
}
