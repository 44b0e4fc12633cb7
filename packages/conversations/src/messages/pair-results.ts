import type { ChatMessage, MessagePart } from './message.ts'

export type ToolResult = Extract<MessagePart, { type: 'toolResult' }>

export interface Turn extends ChatMessage {
  /** Place of the message in the conversation, counted from 0. */
  readonly index: number
}

export interface PairedConversation {
  /** Messages without the results that are shown with their call; messages left empty by that are gone. */
  readonly turns: readonly Turn[]
  readonly results: ReadonlyMap<string, ToolResult>
}

/** Puts the result of a tool next to its call. Results that answer no call stay where they are. */
export function pairResults(messages: readonly ChatMessage[]): PairedConversation {
  const calls = new Set<string>()
  const results = new Map<string, ToolResult>()
  const turns: Turn[] = []
  messages.forEach((message, index) => {
    const parts = message.parts.filter((part) => {
      if (part.type === 'toolCall' && part.id) calls.add(part.id)
      const answers = part.type === 'toolResult' && part.id && calls.has(part.id) && !results.has(part.id)
      if (answers) results.set(part.id as string, part)
      return !answers
    })
    const onlyMarks = parts.every(({ type }) => type === 'cachePoint')
    if (parts.length === message.parts.length || !onlyMarks) turns.push({ ...message, parts, index })
  })
  return { turns, results }
}
