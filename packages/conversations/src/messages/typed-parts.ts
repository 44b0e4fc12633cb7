import type { MediaKind } from '../media/media-reference.ts'
import { type Fields, isFields, type MessagePart, mediaPart, parseArguments, textField } from './message.ts'

type Reader = (part: Fields) => MessagePart[] | undefined

const text: Reader = (part) => {
  const value = textField(part, 'text', 'content')
  return value === undefined ? undefined : value === '' ? [] : [{ type: 'text', text: value }]
}

const reasoning: Reader = (part) => {
  const { summary } = part
  if (Array.isArray(summary)) {
    const texts = summary.map((item) => (isFields(item) ? textField(item, 'text') : undefined))
    const told = texts.filter((item) => item !== undefined).join('\n\n')
    return [told === '' ? { type: 'hiddenReasoning' } : { type: 'reasoning', text: told }]
  }
  const value = textField(part, 'thinking', 'text', 'content', 'reasoning')
  return value ? [{ type: 'reasoning', text: value }] : [{ type: 'hiddenReasoning' }]
}

const toolCall: Reader = (part) => {
  const id = textField(part, 'id', 'toolCallId', 'call_id', 'tool_call_id')
  const inner = isFields(part.function) ? part.function : part
  const input = inner.input ?? inner.arguments ?? inner.args
  return [
    {
      type: 'toolCall',
      ...(id === undefined ? {} : { id }),
      name: textField(inner, 'name', 'toolName') ?? '',
      input: parseArguments(input),
    },
  ]
}

const responsesCall: Reader = (part) => {
  const id = textField(part, 'call_id', 'id')
  return toolCall(id === undefined ? part : { ...part, id })
}

const toolResult: Reader = (part) => {
  const id = textField(part, 'tool_use_id', 'toolCallId', 'call_id', 'tool_call_id', 'id')
  const name = textField(part, 'toolName', 'name')
  return [
    {
      type: 'toolResult',
      ...(id === undefined ? {} : { id }),
      ...(name === undefined ? {} : { name }),
      output: part.content ?? part.output ?? part.result ?? part.response ?? null,
      isError: part.is_error === true || part.isError === true,
    },
  ]
}

/** Where a picture or file came from, without its bytes. */
function sourceOf(part: Fields): string | undefined {
  const source = part.image_url ?? part.source ?? part.file ?? part.input_audio ?? part.image
  const fields = isFields(source) ? source : part
  const named = textField(
    fields,
    'filename',
    'name',
    'title',
    'media_type',
    'mediaType',
    'mimeType',
    'format',
  )
  if (named) return named
  const url = typeof source === 'string' ? source : textField(fields, 'url', 'file_url', 'uri')
  if (url === undefined) return undefined
  return url.startsWith('data:')
    ? url.slice(5, url.indexOf(';') > 0 ? url.indexOf(';') : 40)
    : url.slice(0, 200)
}

const media =
  (kind: MediaKind): Reader =>
  (part) => [mediaPart(kind, part, sourceOf(part))]

const refusal: Reader = (part) => [{ type: 'refusal', text: textField(part, 'refusal', 'text') ?? '' }]

/** Readers of parts by their `type`, with dashes: OpenAI chat and responses, Anthropic, AI SDK, OpenTelemetry. */
const readers: Readonly<Record<string, Reader>> = {
  text,
  'input-text': text,
  'output-text': text,
  'summary-text': text,
  thinking: reasoning,
  reasoning,
  'redacted-thinking': () => [{ type: 'hiddenReasoning' }],
  'tool-use': toolCall,
  'server-tool-use': toolCall,
  'mcp-tool-use': toolCall,
  'tool-call': toolCall,
  function: toolCall,
  'function-call': responsesCall,
  'custom-tool-call': responsesCall,
  'tool-result': toolResult,
  'tool-call-response': toolResult,
  'mcp-tool-result': toolResult,
  'web-search-tool-result': toolResult,
  'function-call-output': toolResult,
  'custom-tool-call-output': toolResult,
  'image-url': media('image'),
  image: media('image'),
  'input-image': media('image'),
  'input-audio': media('audio'),
  audio: media('audio'),
  video: media('video'),
  document: media('file'),
  file: media('file'),
  'input-file': media('file'),
  refusal,
}

/** The reader of a `type`, written with dashes or underscores. */
export function typedReader(type: string): Reader | undefined {
  const name = type.replaceAll('_', '-')
  return Object.hasOwn(readers, name) ? readers[name] : undefined
}
