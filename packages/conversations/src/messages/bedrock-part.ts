import type { MediaKind } from '../media/media-reference.ts'
import { type Fields, isFields, type MessagePart, mediaPart, textField } from './message.ts'

/** Reads a content block of Bedrock's Converse API, whose only key says what it is. */
export function bedrockPart(block: Fields): MessagePart[] | undefined {
  const { toolUse, toolResult, reasoningContent, cachePoint } = block
  if (isFields(toolUse)) {
    const id = textField(toolUse, 'toolUseId')
    const call = { name: textField(toolUse, 'name') ?? '', input: toolUse.input }
    return [{ type: 'toolCall', ...(id ? { id } : {}), ...call }]
  }
  if (isFields(toolResult)) return [readResult(toolResult)]
  if (isFields(reasoningContent)) return [readReasoning(reasoningContent)]
  if (isFields(cachePoint)) return [{ type: 'cachePoint' }]
  return readMedia(block)
}

function readResult(result: Fields): MessagePart {
  const id = textField(result, 'toolUseId')
  return {
    type: 'toolResult',
    ...(id ? { id } : {}),
    output: result.content ?? null,
    isError: result.status === 'error',
  }
}

function readReasoning(content: Fields): MessagePart {
  const { reasoningText } = content
  const text = isFields(reasoningText) ? textField(reasoningText, 'text') : undefined
  return text ? { type: 'reasoning', text } : { type: 'hiddenReasoning' }
}

const mediaKinds: readonly (readonly [string, MediaKind])[] = [
  ['image', 'image'],
  ['document', 'file'],
  ['video', 'video'],
  ['audio', 'audio'],
]

function readMedia(block: Fields): MessagePart[] | undefined {
  for (const [key, kind] of mediaKinds) {
    const media = block[key]
    if (!isFields(media)) continue
    const detail = [textField(media, 'name'), textField(media, 'format')].filter(Boolean).join('.')
    return [mediaPart(kind, media, detail)]
  }
  return undefined
}
