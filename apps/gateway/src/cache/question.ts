import type { ParsedCall } from '../http/call/dialect.ts'

type Asked = Pick<ParsedCall, 'request' | 'embedding' | 'options'>

/** A question whose words may differ, and all that must be the same. */
interface Question {
  readonly text: string
  readonly rest: Asked
}

/** What a model for embeddings reads at most, in characters; longer ones are hardly ever asked twice. */
const longest = 8000

/**
 * Takes the last words of the user out of a call: only they are compared by their meaning. Undefined where that would be
 * reckless: calls with tools act, and images say more than their words.
 */
export function takeQuestion({ request, embedding, options }: Asked): Question | undefined {
  const { messages, tools = [], original } = request
  const last = messages.at(-1)
  if (embedding || tools.length > 0 || last?.role !== 'user') return undefined
  const texts = last.content.map((part) => (part.type === 'text' ? part.text : undefined))
  if (texts.some((text) => text === undefined)) return undefined
  const text = texts.join('\n').trim()
  if (text === '' || text.length > longest) return undefined
  const rest = {
    ...request,
    messages: messages.slice(0, -1),
    // The same words as the client has them.
    ...(original ? { original: { ...original, body: { ...original.body, messages: undefined } } } : {}),
  }
  return { text, rest: { request: rest, options } }
}
