import { createSseReader } from '../../http/sse.ts'
import type { BuiltCall, StreamDecoder } from '../../spec/adapter.ts'
import type { ChatChunk } from '../../spec/chunk.ts'
import { ProviderError } from '../../spec/error.ts'
import { createAnswerReader, parseJson } from '../answer.ts'

/**
 * Decodes a streamed generateContent. It is complete when every candidate got a finish reason; a stream that ends
 * otherwise was cut off. Counts may still follow, so its end is waited for.
 */
export function createGoogleDecoder(call: BuiltCall, newId: () => string): StreamDecoder {
  const events = createSseReader()
  const answer = createAnswerReader(call, newId)
  const { provider } = call.target

  const readEvent = (event: string, chunks: ChatChunk[]) => {
    if (event === '[DONE]') return
    const piece = parseJson(event)
    if (piece === undefined) {
      throw new ProviderError('api_connection', `An event of the stream is no JSON: ${event.slice(0, 200)}`, {
        provider,
      })
    }
    answer.read(piece, chunks)
  }
  return {
    push(bytes, chunks) {
      for (const event of events.push(bytes)) readEvent(event, chunks)
    },
    end(chunks) {
      for (const event of events.end()) readEvent(event, chunks)
      if (answer.complete) return
      throw new ProviderError('api_connection', 'The stream ended in the middle of the answer', { provider })
    },
  }
}
