import { type ChatMessage, readConversation } from '@kansoku/conversations'
import { readValue } from '../stored/read-value.ts'

/** Messages that lie apart as JSON texts. */
export function readMessages(texts: readonly string[]): readonly ChatMessage[] {
  return texts.flatMap((text) => readConversation([readValue(text)], 'user')?.messages ?? [])
}
