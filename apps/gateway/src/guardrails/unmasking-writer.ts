import type { ChatChunk } from '@kansoku/providers'
import type { StreamWriter } from '../http/call/dialect.ts'
import type { Placeholders } from './placeholders.ts'
import { isWords, type WordChunk, withWords, wordsOf } from './stream-lane.ts'

/** The beginning of a placeholder at the end of a piece. */
const begun = /<[A-Z_\d]{0,40}$/

const inJson = (found: string) => JSON.stringify(found).slice(1, -1)

/** A writer that tells the client its own words again where they were masked in its prompt. Reasoning stays as it is. */
export function createUnmaskingWriter(writer: StreamWriter, masked: Placeholders): StreamWriter {
  const waiting = new Map<number, WordChunk>()
  const restore = (chunk: WordChunk, words: string): WordChunk =>
    withWords(chunk, masked.restore(words, chunk.type === 'tool_call_delta' ? inJson : undefined))
  const letGo = (choice: number): ChatChunk[] => {
    const chunk = waiting.get(choice)
    waiting.delete(choice)
    return chunk ? [chunk] : []
  }
  const change = (chunk: ChatChunk): ChatChunk[] => {
    // The provider's own words are told by the neutral chunks after them.
    if (chunk.type === 'original') return []
    const choice = 'choice' in chunk ? (chunk.choice ?? 0) : 0
    if (!isWords(chunk) || chunk.type === 'reasoning') return [...letGo(choice), chunk]
    const held = waiting.get(choice)
    const goesOn = held?.type === chunk.type
    const ahead = letGo(choice).filter(() => !goesOn)
    const words = (goesOn ? wordsOf(held) : '') + wordsOf(chunk)
    const tail = begun.exec(words)?.[0] ?? ''
    if (tail !== '') waiting.set(choice, withWords(chunk, tail))
    const ready = words.slice(0, words.length - tail.length)
    return ready === '' ? ahead : [...ahead, restore(chunk, ready)]
  }
  return {
    format: (batch) => writer.format(batch.flatMap(change)),
    end(result) {
      const rest = [...waiting.keys()].flatMap(letGo)
      const text = rest.length === 0 ? '' : writer.format(rest)
      return text + masked.restore(writer.end(result), inJson)
    },
    fail: writer.fail,
  }
}
