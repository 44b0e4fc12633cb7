import { type AssistantPart, type ChatResult, NO_USAGE } from '@kansoku/providers'
import type { AnswerHead } from '../call/answer-head.ts'
import { toEnd } from './stop-reason.ts'
import { toMessageUsage } from './usage.ts'

type Message = Readonly<Record<string, unknown>>

/** The first choice as a message; an answer that came in these very words keeps them. */
export function toMessage(result: ChatResult, { id, model }: AnswerHead): Message {
  if (result.original?.dialect === 'anthropic') return { ...result.original.body, model }
  const [choice] = result.choices
  const content = (choice?.content ?? []).map(toBlock)
  if (choice?.refusal !== undefined) content.push({ type: 'text', text: choice.refusal })
  return {
    id,
    type: 'message',
    role: 'assistant',
    model,
    content,
    ...toEnd(choice),
    usage: toMessageUsage(result.usage ?? NO_USAGE),
  }
}

function toBlock(part: AssistantPart): Message {
  switch (part.type) {
    case 'text':
      return { type: 'text', text: part.text }
    case 'reasoning':
      return { type: 'thinking', thinking: part.text, signature: part.signature ?? '' }
    case 'redacted_reasoning':
      return { type: 'redacted_thinking', data: part.data }
    case 'tool_call':
      return { type: 'tool_use', id: part.id, name: part.name, input: parseInput(part.arguments) }
  }
}

/** The dialect has only objects here; what a model wrote else is kept as text inside one. */
function parseInput(text: string): unknown {
  try {
    const input: unknown = JSON.parse(text || '{}')
    if (typeof input === 'object' && input !== null && !Array.isArray(input)) return input
  } catch {
    // Told as text.
  }
  return { arguments: text }
}
