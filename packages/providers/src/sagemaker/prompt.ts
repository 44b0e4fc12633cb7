import { ProviderError } from '../spec/error.ts'
import type { ChatMessage } from '../spec/message.ts'

const SPEAKERS = { system: 'System', user: 'User', assistant: 'Assistant', tool: 'Tool' } as const

/**
 * A conversation as one text: what a single user says as it is, more with who says it, and open for the assistant to go
 * on. Throws `ProviderError` (bad_request) for what is no text.
 */
export function toPrompt(messages: readonly ChatMessage[]): string {
  const [only] = messages
  if (messages.length === 1 && only?.role === 'user') return textOf(only)
  const lines = messages.map((message) => `${SPEAKERS[message.role]}: ${textOf(message)}`)
  if (messages.at(-1)?.role !== 'assistant') lines.push(`${SPEAKERS.assistant}:`)
  return lines.join('\n\n')
}

function textOf(message: ChatMessage): string {
  return message.content
    .map((part) => {
      if (part.type === 'text') return part.text
      if (part.type === 'reasoning' || part.type === 'redacted_reasoning') return ''
      throw new ProviderError('bad_request', `A model that continues a text takes no ${part.type}`, {
        provider: 'sagemaker',
        param: 'messages',
      })
    })
    .join('')
}
