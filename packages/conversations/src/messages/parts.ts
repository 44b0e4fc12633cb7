import { kindOfType } from '../media/media-reference.ts'
import { bedrockPart } from './bedrock-part.ts'
import { type Fields, isFields, type MessagePart, mediaPart, textField } from './message.ts'
import { typedReader } from './typed-parts.ts'

/** Reads the content of a message: text, a list of parts in any provider's words, or something else as JSON. */
export function readContent(content: unknown): MessagePart[] {
  if (content === null || content === undefined || content === '') return []
  if (typeof content === 'string') return [{ type: 'text', text: content }]
  if (Array.isArray(content)) return joinText(content.flatMap(readPart))
  return readPart(content)
}

/** One part. Parts name themselves by `type` (OpenAI, Anthropic, AI SDK) or by their only key (Bedrock, Gemini). */
export function readPart(part: unknown): MessagePart[] {
  if (typeof part === 'string') return part === '' ? [] : [{ type: 'text', text: part }]
  if (!isFields(part)) return part === null || part === undefined ? [] : [{ type: 'json', value: part }]
  const known = readTyped(part) ?? bedrockPart(part) ?? geminiPart(part) ?? plainText(part)
  if (!known) return [{ type: 'json', value: part }]
  return 'cache_control' in part && part.cache_control ? [...known, { type: 'cachePoint' }] : known
}

function readTyped(part: Fields): MessagePart[] | undefined {
  const type = textField(part, 'type')
  return type === undefined ? undefined : typedReader(type)?.(part)
}

function plainText(part: Fields): MessagePart[] | undefined {
  const text = textField(part, 'text')
  return text === undefined ? undefined : [{ type: 'text', text }]
}

function geminiPart(part: Fields): MessagePart[] | undefined {
  const { functionCall, functionResponse, inlineData, fileData, thought } = part
  if (thought === true) return [{ type: 'reasoning', text: textField(part, 'text') ?? '' }]
  if (isFields(functionCall))
    return [{ type: 'toolCall', name: textField(functionCall, 'name') ?? '', input: functionCall.args }]
  if (isFields(functionResponse)) {
    const name = textField(functionResponse, 'name')
    return [
      { type: 'toolResult', ...(name ? { name } : {}), output: functionResponse.response, isError: false },
    ]
  }
  const media = isFields(inlineData) ? inlineData : fileData
  if (!isFields(media)) return undefined
  const detail = textField(media, 'mimeType', 'fileUri')
  return [mediaPart(kindOfType(detail), media, detail)]
}

/** Neighbouring texts become one, so that Markdown across parts is read as a whole. */
function joinText(parts: readonly MessagePart[]): MessagePart[] {
  const joined: MessagePart[] = []
  for (const part of parts) {
    const last = joined.at(-1)
    if (part.type === 'text' && last?.type === 'text')
      joined[joined.length - 1] = { type: 'text', text: `${last.text}\n\n${part.text}` }
    else joined.push(part)
  }
  return joined
}
