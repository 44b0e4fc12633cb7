import { classify } from '../bedrock/errors.ts'
import { createFrameReader, type Frame } from '../bedrock/stream/frames.ts'
import type { BuiltCall, StreamDecoder } from '../spec/adapter.ts'
import { bodyText } from '../spec/body-text.ts'
import { ProviderError } from '../spec/error.ts'

/** Takes the container's own stream, cut anywhere, out of AWS's frames. */
export function createPayloadDecoder({ target }: BuiltCall, inner: StreamDecoder): StreamDecoder {
  const frames = createFrameReader()
  const { provider } = target
  return {
    get finished() {
      return inner.finished ?? false
    },
    push(bytes, chunks) {
      try {
        for (const frame of frames.push(bytes)) {
          if (frame.headers[':message-type'] !== 'event') throw toError(provider, frame)
          inner.push(frame.body, chunks)
        }
      } catch (error) {
        if (error instanceof ProviderError) throw error
        const message = `The event stream is damaged: ${(error as Error).message}`
        throw new ProviderError('api_connection', message, { provider, cause: error })
      }
    },
    end(chunks) {
      inner.end(chunks)
    },
  }
}

function toError(provider: string, { headers, body }: Frame): ProviderError {
  const name = headers[':exception-type'] ?? headers[':error-code'] ?? 'unknown'
  const text = readMessage(body) ?? headers[':error-message'] ?? name
  return new ProviderError(classify(name, text), text, { provider, code: name })
}

function readMessage(body: Uint8Array): string | undefined {
  const text = bodyText(body)
  try {
    const { Message, message = Message } = JSON.parse(text) as { Message?: string; message?: string }
    return message ?? text
  } catch {
    return text || undefined
  }
}
