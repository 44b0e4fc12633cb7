import type { ChatChunk } from '@kansoku/providers'

/** Chunks whose words run on in the next one of their kind. */
export type WordChunk = Extract<ChatChunk, { type: 'text' | 'reasoning' | 'refusal' | 'tool_call_delta' }>

/** Words of one kind and one choice, of which some may be on their way to the client already. */
export interface Lane {
  readonly chunk: WordChunk
  /** Not told yet. */
  held: string
  /** The end of what was told. */
  told: string
  /** Something of it was replaced. */
  changed: boolean
}

export function isWords(chunk: ChatChunk): chunk is WordChunk {
  const { type } = chunk
  return type === 'text' || type === 'reasoning' || type === 'refusal' || type === 'tool_call_delta'
}

export function wordsOf(chunk: WordChunk): string {
  return chunk.type === 'tool_call_delta' ? chunk.arguments : chunk.text
}

export function goesOn({ chunk }: Lane, next: WordChunk): boolean {
  if (chunk.type !== next.type) return false
  return chunk.type !== 'tool_call_delta' || (next.type === 'tool_call_delta' && chunk.tool === next.tool)
}

/** Without probabilities: they name the words, told or not. */
export function withWords(chunk: WordChunk, words: string): WordChunk {
  if (chunk.type === 'tool_call_delta') return { ...chunk, arguments: words }
  const { type, text: _text, choice } = chunk
  return { type, text: words, ...(choice === undefined ? {} : { choice }) }
}
