import type { AssistantPart, ChatMessage, ToolResultPart } from '@kansoku/providers'
import { asText, isRecord, ParameterError } from '@kansoku/routing'
import { parseMessages } from '../openai/messages.ts'
import { parsePart } from '../openai/parts.ts'
import { openReasoning } from './sealed-reasoning.ts'

type Item = Readonly<Record<string, unknown>>

/**
 * Items in neutral form. What the model did in one turn (reasoning, text, calls of tools) comes as several items and
 * becomes one message.
 * @throws {ParameterError} naming the place, e.g. `input[3].call_id`
 */
export function parseInput(items: readonly Item[]): readonly ChatMessage[] {
  const messages: ChatMessage[] = []
  for (const [index, item] of items.entries()) {
    const message = parseItem(item, `input[${index}]`)
    if (message === undefined) continue
    const last = messages.at(-1)
    if (message.role === 'assistant' && last?.role === 'assistant') {
      messages[messages.length - 1] = { ...last, content: [...last.content, ...message.content] }
    } else messages.push(message)
  }
  return messages
}

function parseItem(item: Item, path: string): ChatMessage | undefined {
  switch (item.type ?? 'message') {
    case 'message':
      return parseMessage(item, path)
    case 'function_call': {
      const call: AssistantPart = {
        type: 'tool_call',
        id: asText(item.call_id, `${path}.call_id`),
        name: asText(item.name, `${path}.name`),
        arguments: asText(item.arguments ?? '', `${path}.arguments`),
      }
      return { role: 'assistant', content: [call] }
    }
    case 'function_call_output': {
      const toolCallId = asText(item.call_id, `${path}.call_id`)
      return { role: 'tool', toolCallId, content: parseOutput(item.output, `${path}.output`) }
    }
    case 'reasoning': {
      const part = openReasoning(item.encrypted_content) ?? plainReasoning(item)
      return part && { role: 'assistant', content: [part] }
    }
    default:
      throw new ParameterError(
        `${path}.type`,
        `"${String(item.type)}" is not a kind of item that is known here`,
      )
  }
}

function parseMessage(item: Item, path: string): ChatMessage | undefined {
  try {
    return parseMessages([item])[0]
  } catch (error) {
    if (!(error instanceof ParameterError)) throw error
    const place = error.parameter.replace('messages[0]', path)
    throw new ParameterError(place, error.message.slice(error.parameter.length + 1, -1))
  }
}

function parseOutput(output: unknown, path: string): readonly ToolResultPart[] {
  if (!Array.isArray(output)) return [{ type: 'text', text: asText(output, path) }]
  return output.map((value: unknown, index) => {
    const part = parsePart(value, `${path}[${index}]`)
    if (part.type !== 'audio') return part
    throw new ParameterError(`${path}[${index}].type`, '"audio" cannot be the result of a tool')
  })
}

/** What the model wrote of its reasoning, for providers that take it back as plain text. */
function plainReasoning(item: Item): AssistantPart | undefined {
  const pieces = [item.content, item.summary].find((list) => Array.isArray(list) && list.length > 0)
  const texts = Array.isArray(pieces) ? pieces.filter(isRecord).map(({ text }) => String(text ?? '')) : []
  return texts.length === 0 ? undefined : { type: 'reasoning', text: texts.join('\n\n') }
}
