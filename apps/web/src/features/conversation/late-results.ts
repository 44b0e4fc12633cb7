import type { ChatMessage, ToolResult } from '@kansoku/conversations'

export type LateResults = ReadonlyMap<string, ToolResult>

/** Results of tools that an answer called and the request after it brings: they stand with their calls. */
export function lateResults(answered: readonly ChatMessage[], next: readonly ChatMessage[]): LateResults {
  const calls = new Set(
    answered.flatMap(({ parts }) =>
      parts.flatMap((part) => (part.type === 'toolCall' && part.id ? [part.id] : [])),
    ),
  )
  const results = next.flatMap(({ parts }) =>
    parts.flatMap((part) =>
      part.type === 'toolResult' && part.id && calls.has(part.id) ? [[part.id, part] as const] : [],
    ),
  )
  return new Map(results)
}

/** Messages without the results that stand elsewhere; what is left empty by that is gone. */
export function withoutResults(messages: readonly ChatMessage[], shown: LateResults): ChatMessage[] {
  return messages.flatMap((message) => {
    const parts = message.parts.filter(
      (part) => part.type !== 'toolResult' || !part.id || shown.get(part.id) !== part,
    )
    if (parts.length === message.parts.length) return [message]
    return parts.every(({ type }) => type === 'cachePoint') ? [] : [{ ...message, parts }]
  })
}
