import type { BuiltCall, StreamDecoder } from '../../spec/adapter.ts'
import type { ChatChunk } from '../../spec/chunk.ts'
import { type ErrorClass, ProviderError } from '../../spec/error.ts'
import { classify } from '../errors.ts'
import { createEventReader } from './events.ts'
import { createFrameReader, type Frame } from './frames.ts'

interface WireException {
  readonly message?: string
  readonly Message?: string
  readonly originalMessage?: string
  readonly originalStatusCode?: number
}

/** Decodes ConverseStream. An answer without `messageStop` is an error, however it ended. */
export function createBedrockDecoder(call: BuiltCall): StreamDecoder {
  const frames = createFrameReader()
  const events = createEventReader(call)
  const { provider } = call.target

  const readFrame = (frame: Frame, chunks: ChatChunk[]) => {
    const type = frame.headers[':message-type']
    if (type === 'exception' || type === 'error') throw toError(provider, frame)
    events.read(frame.headers[':event-type'] ?? '', parseBody(frame) as object, chunks)
  }
  return {
    push(bytes, chunks) {
      try {
        for (const frame of frames.push(bytes)) readFrame(frame, chunks)
      } catch (error) {
        if (error instanceof ProviderError) throw error
        throw broken(provider, `The event stream is damaged: ${(error as Error).message}`, error)
      }
    },
    end() {
      if (events.stopped && !frames.pending) return
      throw broken(provider, 'The stream ended in the middle of the answer')
    },
  }
}

function parseBody(frame: Frame): unknown {
  const parsed: unknown = JSON.parse(Buffer.from(frame.body).toString('utf8') || '{}')
  return typeof parsed === 'object' && parsed !== null ? parsed : {}
}

function toError(provider: string, frame: Frame): ProviderError {
  const { headers } = frame
  const name = headers[':exception-type'] ?? headers[':error-code'] ?? 'unknown'
  const body = readException(frame)
  const text = body.message ?? body.Message ?? body.originalMessage ?? headers[':error-message'] ?? name
  const errorClass: ErrorClass = classify(name, text, body.originalStatusCode)
  return new ProviderError(errorClass, text, { provider, code: name })
}

function readException(frame: Frame): WireException {
  try {
    return parseBody(frame) as WireException
  } catch {
    return { message: Buffer.from(frame.body).toString('utf8') }
  }
}

function broken(provider: string, message: string, cause?: unknown): ProviderError {
  return new ProviderError('api_connection', message, { provider, ...(cause ? { cause } : {}) })
}
