import type { ChatMessage } from '../../spec/message.ts'
import type { CachePoint, Turn } from '../wire.ts'
import { addCachePoint } from './cache-points.ts'
import type { Draft } from './draft.ts'

type SystemBlock = { readonly text: string } | CachePoint

/** System messages from anywhere in the conversation, in order. */
export function toSystem(messages: readonly ChatMessage[], draft: Draft): SystemBlock[] {
  const blocks: SystemBlock[] = []
  for (const message of messages) {
    if (message.role !== 'system') continue
    for (const part of message.content) {
      if (part.text.trim() !== '') blocks.push({ text: part.text })
      addCachePoint(blocks, part.cache, 'system', draft)
    }
  }
  return blocks
}

/** For models that take no system prompt: its text at the head of the first user turn. */
export function moveSystemIntoTurns(system: readonly SystemBlock[], turns: Turn[], draft: Draft): void {
  const texts = system.filter((block) => 'text' in block)
  if (texts.length === 0) return
  draft.warn(`The system prompt was sent as user text: ${draft.model} takes none`)
  const [first] = turns
  if (first?.role === 'user') first.content.unshift(...texts)
  else turns.unshift({ role: 'user', content: [...texts] })
}
