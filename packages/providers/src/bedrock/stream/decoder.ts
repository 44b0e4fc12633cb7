import type { BuiltCall, StreamDecoder } from '../../spec/adapter.ts'
import type { ChatChunk } from '../../spec/chunk.ts'
import { ProviderError } from '../../spec/error.ts'
import { createEventReader } from './events.ts'
import { createFrameReader, type Frame } from './frames.ts'
import { brokenStream, parseFrame, toStreamError } from './stream-error.ts'

/** Decodes ConverseStream. An answer without `messageStop` is an error, however it ended. */
export function createBedrockDecoder(call: BuiltCall): StreamDecoder {
  const frames = createFrameReader()
  const events = createEventReader(call)
  const { provider } = call.target

  const readFrame = (frame: Frame, chunks: ChatChunk[]) => {
    const type = frame.headers[':message-type']
    if (type === 'exception' || type === 'error') throw toStreamError(provider, frame)
    events.read(frame.headers[':event-type'] ?? '', parseFrame(frame), chunks)
  }
  return {
    push(bytes, chunks) {
      try {
        for (const frame of frames.push(bytes)) readFrame(frame, chunks)
      } catch (error) {
        if (error instanceof ProviderError) throw error
        throw brokenStream(provider, `The event stream is damaged: ${(error as Error).message}`, error)
      }
    },
    end() {
      if (events.stopped && !frames.pending) return
      throw brokenStream(provider, 'The stream ended in the middle of the answer')
    },
  }
}
