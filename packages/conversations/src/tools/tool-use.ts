import type { ChatMessage } from '../messages/message.ts'
import { readXmlTools } from './xml-tools.ts'

/** A tool that a model asked for: as a call of its API, or as XML in its text, where calls have no id. */
export interface ToolUse {
  readonly id?: string
  readonly name: string
  readonly input: unknown
}

/** The tools that messages of a model ask for, in their order. XML counts only where nothing was called otherwise. */
export function readToolUses(messages: readonly ChatMessage[]): ToolUse[] {
  const parts = messages.flatMap((message) => message.parts)
  const called = parts.flatMap((part): ToolUse[] => {
    if (part.type !== 'toolCall') return []
    const { id, name, input } = part
    return [{ ...(id === undefined ? {} : { id }), name, input }]
  })
  if (called.length > 0) return called
  return parts.flatMap((part) => (part.type === 'text' ? readXmlTools(part.text) : []))
}
