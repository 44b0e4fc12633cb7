import type {
  AssistantPart,
  ChatMessage,
  SystemMessage,
  TextPart,
  ToolMessage,
  ToolResultPart,
  UserPart,
} from '@kansoku/providers'
import { asText, isRecord, ParameterError, parseCacheMark } from '@kansoku/routing'
import type { Losses } from './losses.ts'
import { parsePart } from './parts.ts'

type Block = Readonly<Record<string, unknown>>

/** Claude Code's accounting, new with every call: it would spoil the caches of providers that it is not meant for. */
const billing = /^x-anthropic-billing-header:/

/** `system`, a text or a list of texts. */
export function parseSystem(value: unknown): readonly SystemMessage[] {
  const content = textsOf(value ?? [], 'system').filter(({ text }) => !billing.test(text))
  return content.length === 0 ? [] : [{ role: 'system', content }]
}

/**
 * Anthropic's messages in neutral form; each result of a tool becomes a message of its own.
 * @throws {ParameterError} naming the place, e.g. `messages[3].content[0].type`
 */
export function parseMessages(value: unknown, losses: Losses): readonly ChatMessage[] {
  if (value === undefined) throw new ParameterError('messages', 'is missing')
  if (!Array.isArray(value)) throw new ParameterError('messages', 'must be a list')
  if (value.length === 0) throw new ParameterError('messages', 'must hold at least one message')
  return value.flatMap((message: unknown, index) => parseMessage(message, `messages[${index}]`, losses))
}

function parseMessage(value: unknown, path: string, losses: Losses): readonly ChatMessage[] {
  if (!isRecord(value)) throw new ParameterError(path, 'must be an object')
  const content = `${path}.content`
  switch (value.role) {
    case 'system':
      return [{ role: 'system', content: textsOf(value.content, content) }]
    case 'user':
      return parseUser(blocksOf(value.content, content), content, losses)
    case 'assistant': {
      const blocks = blocksOf(value.content, content)
      const parts = blocks.flatMap((block, index) =>
        parseAssistantBlock(block, `${content}[${index}]`, losses),
      )
      return [{ role: 'assistant', content: parts }]
    }
    default:
      throw new ParameterError(`${path}.role`, 'must be user or assistant')
  }
}

function parseUser(blocks: readonly Block[], path: string, losses: Losses): readonly ChatMessage[] {
  const messages: ChatMessage[] = []
  let parts: UserPart[] = []
  const flush = () => {
    if (parts.length > 0) messages.push({ role: 'user', content: parts })
    parts = []
  }
  for (const [index, block] of blocks.entries()) {
    const place = `${path}[${index}]`
    if (block.type === 'tool_result') {
      flush()
      messages.push(parseToolResult(block, place, losses))
    } else parts.push(...parsePart(block, place, losses))
  }
  flush()
  return messages
}

function parseToolResult(block: Block, path: string, losses: Losses): ToolMessage {
  const inner = `${path}.content`
  const parts: readonly ToolResultPart[] = blocksOf(block.content ?? [], inner).flatMap((part, index) =>
    parsePart(part, `${inner}[${index}]`, losses),
  )
  return {
    role: 'tool',
    toolCallId: asText(block.tool_use_id, `${path}.tool_use_id`),
    content: withMark(parts, block),
    ...(block.is_error === true ? { isError: true } : {}),
  }
}

/** A mark on the result counts for its last part; a result that is empty needs one to carry it. */
function withMark(parts: readonly ToolResultPart[], block: Block): readonly ToolResultPart[] {
  const cache = parseCacheMark(block.cache_control)
  if (cache === undefined) return parts
  const last = parts.at(-1) ?? { type: 'text', text: '' }
  return [...parts.slice(0, -1), { ...last, cache }]
}

function parseAssistantBlock(block: Block, path: string, losses: Losses): readonly AssistantPart[] {
  const mark = parseCacheMark(block.cache_control)
  const cache = mark ? { cache: mark } : {}
  switch (block.type) {
    case 'text':
      return [{ type: 'text', text: asText(block.text, `${path}.text`), ...cache }]
    case 'thinking': {
      const { signature } = block
      const signed = typeof signature === 'string' && signature !== '' ? { signature } : {}
      return [{ type: 'reasoning', text: asText(block.thinking, `${path}.thinking`), ...signed }]
    }
    case 'redacted_thinking':
      return [{ type: 'redacted_reasoning', data: asText(block.data, `${path}.data`) }]
    case 'tool_use':
      return [
        {
          type: 'tool_call',
          id: asText(block.id, `${path}.id`),
          name: asText(block.name, `${path}.name`),
          arguments: JSON.stringify(block.input ?? {}),
          ...cache,
        },
      ]
    default:
      losses.add(`content ${String(block.type)}`)
      return []
  }
}

function textsOf(value: unknown, path: string): readonly TextPart[] {
  return blocksOf(value, path).map((block, index) => {
    const cache = parseCacheMark(block.cache_control)
    const text = asText(block.text, `${path}[${index}].text`)
    return { type: 'text', text, ...(cache ? { cache } : {}) }
  })
}

function blocksOf(value: unknown, path: string): readonly Block[] {
  if (typeof value === 'string') return [{ type: 'text', text: value }]
  if (!Array.isArray(value)) throw new ParameterError(path, 'must be a text or a list of blocks')
  return value.map((block: unknown, index) => {
    if (isRecord(block)) return block
    throw new ParameterError(`${path}[${index}]`, 'must be an object')
  })
}
