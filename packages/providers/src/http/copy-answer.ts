import type { BuiltCall, OwnReader } from '../spec/adapter.ts'
import { createAssembler } from '../spec/assemble.ts'
import type { ChatChunk } from '../spec/chunk.ts'
import { ProviderError } from '../spec/error.ts'
import { plainOutput } from '../spec/plain-output.ts'
import type { ChatResult } from '../spec/result.ts'
import type { StreamingResponse } from './transport.ts'

/** Reads along while an answer passes by. Never throws: the client gets its bytes whatever they mean. */
interface AnswerCopy {
  push(piece: Uint8Array): void
  /** `shown`: what the client gets in place of it. */
  end(shown?: Uint8Array): { readonly result: ChatResult; readonly error?: ProviderError }
}

type Head = Pick<StreamingResponse, 'status' | 'headers'>

const EVENTS = /^(?:text\/event-stream|application\/vnd\.amazon\.eventstream)/i
/** A longer answer is not held beside its way to the client. */
const MOST_BYTES = 32 * 1024 * 1024

/** Streams of events are decoded as they come, everything else when it is whole. */
export function copyAnswer(built: BuiltCall, reader: OwnReader | undefined, head: Head): AnswerCopy {
  // Asked for as it is; who packs it all the same is not read.
  if ((head.headers['content-encoding'] ?? 'identity') !== 'identity') return copyNothing(head)
  const events = EVENTS.test(head.headers['content-type'] ?? '')
  if (events) return reader ? copyStream(built, reader, head) : copyNothing(head)
  return copyWhole(built, reader, head)
}

function nothing({ headers }: Head): ChatResult {
  return { choices: [], warnings: [], upstreamHeaders: headers }
}

function copyNothing(head: Head): AnswerCopy {
  return { push: () => undefined, end: () => ({ result: nothing(head) }) }
}

function copyStream(built: BuiltCall, reader: OwnReader, { status, headers }: Head): AnswerCopy {
  const decoder = reader.createDecoder(built)
  const assembler = createAssembler()
  let error: ProviderError | undefined
  const decode = (step: (chunks: ChatChunk[]) => void) => {
    if (error) return
    const chunks: ChatChunk[] = []
    try {
      step(chunks)
    } catch (cause) {
      error = toUnreadable(built, cause)
    }
    for (const chunk of chunks) assembler.add(chunk)
  }
  return {
    push: (piece) => decode((chunks) => decoder.push(piece, chunks)),
    end(shown) {
      if (shown) {
        const again = copyStream(built, reader, { status, headers })
        again.push(shown)
        return again.end()
      }
      decode((chunks) => decoder.end(chunks))
      const result = assembler.result({ warnings: [], upstreamHeaders: headers })
      return { result, ...(error ? { error } : {}) }
    },
  }
}

function copyWhole(built: BuiltCall, reader: OwnReader | undefined, head: Head): AnswerCopy {
  const pieces: Uint8Array[] = []
  let size = 0
  return {
    push(piece) {
      size += piece.length
      if (size > MOST_BYTES) pieces.length = 0
      else pieces.push(piece)
    },
    end(shown) {
      const body = shown ?? Buffer.concat(size > MOST_BYTES ? [] : pieces)
      if (!reader || body.length === 0) return { result: nothing(head) }
      try {
        return { result: reader.parseResponse(built, { ...head, body }) }
      } catch (cause) {
        return { result: { ...nothing(head), ...plainOutput({ body }) }, error: toUnreadable(built, cause) }
      }
    },
  }
}

function toUnreadable({ target: { provider } }: BuiltCall, cause: unknown): ProviderError {
  if (cause instanceof ProviderError) return cause
  return new ProviderError('bad_gateway', `The answer cannot be read: ${cause}`, { provider, cause })
}
