import type {
  AssistantPart,
  CacheMark,
  ChatMessage,
  SystemMessage,
  TextPart,
  ToolCallPart,
  ToolResultPart,
  UserPart,
} from '@kansoku/providers'
import { isRecord, ParameterError, parseCacheMark } from '@kansoku/routing'
import { parsePart } from './parts.ts'

type Body = Readonly<Record<string, unknown>>

/**
 * OpenAI's messages in neutral form. As lenient as real clients need: `content: null`, replayed `reasoning_content`
 * and `thinking_blocks`, `cache_control` on messages and parts, the former `function` role.
 * @throws {ParameterError} naming the place, e.g. `messages[3].content[0].type`
 */
export function parseMessages(value: unknown): readonly ChatMessage[] {
  if (!Array.isArray(value)) throw new ParameterError('messages', 'must be a list')
  if (value.length === 0) throw new ParameterError('messages', 'must hold at least one message')
  return value.map((message, index) => parseMessage(message, `messages[${index}]`))
}

function parseMessage(value: unknown, path: string): ChatMessage {
  if (!isRecord(value)) throw new ParameterError(path, 'must be an object')
  const name = typeof value.name === 'string' ? { name: value.name } : {}
  const cache = parseCacheMark(value.cache_control)
  switch (value.role) {
    case 'system':
    case 'developer':
      return {
        role: 'system',
        content: withMark(readTexts(value.content, `${path}.content`), cache),
        ...name,
      } satisfies SystemMessage
    case 'user':
      return {
        role: 'user',
        content: withMark(readParts<UserPart>(value.content, `${path}.content`, userParts), cache),
        ...name,
      }
    case 'assistant':
      return { role: 'assistant', content: withMark(readAssistant(value, path), cache), ...name }
    case 'tool':
    case 'function':
      return {
        role: 'tool',
        toolCallId: readToolCallId(value, path),
        content: withMark(readParts<ToolResultPart>(value.content, `${path}.content`, resultParts), cache),
        ...name,
      }
    default:
      throw new ParameterError(`${path}.role`, 'must be system, developer, user, assistant or tool')
  }
}

const userParts: ReadonlySet<string> = new Set(['text', 'image', 'file', 'audio'])
const resultParts: ReadonlySet<string> = new Set(['text', 'image', 'file'])

function readParts<P extends UserPart>(
  content: unknown,
  path: string,
  allowed: ReadonlySet<string>,
): readonly P[] {
  if (typeof content === 'string') return [{ type: 'text', text: content } as P]
  if (content === null || content === undefined) return []
  if (!Array.isArray(content)) throw new ParameterError(path, 'must be a text or a list of parts')
  return content.map((item, index) => {
    const part = parsePart(item, `${path}[${index}]`)
    if (!allowed.has(part.type)) {
      throw new ParameterError(
        `${path}[${index}].type`,
        `"${part.type}" cannot be used in a message of this role`,
      )
    }
    return part as P
  })
}

const textOnly: ReadonlySet<string> = new Set(['text'])

function readTexts(content: unknown, path: string): readonly TextPart[] {
  return readParts<TextPart>(content, path, textOnly)
}

function readAssistant(value: Body, path: string): readonly AssistantPart[] {
  return [
    ...readReasoning(value),
    ...readAnswer(value.content, `${path}.content`),
    ...readToolCalls(value, path),
  ]
}

/** Signed blocks as they came; else the plain text, which only some providers can use. */
function readReasoning(value: Body): AssistantPart[] {
  const blocks = Array.isArray(value.thinking_blocks) ? value.thinking_blocks.filter(isRecord) : []
  if (blocks.length > 0) return blocks.flatMap(readThinkingBlock)
  const text = value.reasoning_content ?? value.reasoning
  return typeof text === 'string' && text !== '' ? [{ type: 'reasoning', text }] : []
}

function readThinkingBlock(block: Body): AssistantPart[] {
  if (block.type === 'redacted_thinking' && typeof block.data === 'string') {
    return [{ type: 'redacted_reasoning', data: block.data }]
  }
  if (typeof block.thinking !== 'string') return []
  const signature =
    typeof block.signature === 'string' && block.signature !== '' ? { signature: block.signature } : {}
  return [{ type: 'reasoning', text: block.thinking, ...signature }]
}

function readAnswer(content: unknown, path: string): AssistantPart[] {
  if (!Array.isArray(content)) return [...readTexts(content === '' ? null : content, path)]
  return content.flatMap((item, index): AssistantPart[] => {
    if (!isRecord(item)) throw new ParameterError(`${path}[${index}]`, 'must be an object')
    if (item.type === 'thinking' || item.type === 'redacted_thinking') return readThinkingBlock(item)
    if (item.type === 'refusal') return [{ type: 'text', text: String(item.refusal ?? '') }]
    return [...readTexts([item], path)]
  })
}

function readToolCalls(value: Body, path: string): ToolCallPart[] {
  const calls = Array.isArray(value.tool_calls) ? value.tool_calls : []
  const legacy = isRecord(value.function_call)
    ? [{ id: value.function_call.name, function: value.function_call }]
    : []
  return [...calls, ...legacy].map((call: unknown, index) => {
    const place = `${path}.tool_calls[${index}]`
    if (!isRecord(call) || !isRecord(call.function)) throw new ParameterError(place, 'must name a function')
    const { name, arguments: given } = call.function
    if (typeof name !== 'string') throw new ParameterError(`${place}.function.name`, 'must be a text')
    const cache = parseCacheMark(call.cache_control)
    return {
      type: 'tool_call',
      id: typeof call.id === 'string' ? call.id : name,
      name,
      arguments: typeof given === 'string' ? given : JSON.stringify(given ?? {}),
      ...(cache ? { cache } : {}),
    }
  })
}

function readToolCallId(value: Body, path: string): string {
  const id = value.tool_call_id ?? value.name
  if (typeof id !== 'string') throw new ParameterError(`${path}.tool_call_id`, 'must be a text')
  return id
}

/** A mark on the message counts for its last part. */
function withMark<P extends { readonly type: string; readonly cache?: CacheMark }>(
  parts: readonly P[],
  cache: CacheMark | undefined,
): readonly P[] {
  const last = parts.at(-1)
  if (cache === undefined || last === undefined) return parts
  return [...parts.slice(0, -1), { ...last, cache }]
}
