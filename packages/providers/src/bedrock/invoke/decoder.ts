import type { BuiltCall, StreamDecoder } from '../../spec/adapter.ts'
import { bodyText } from '../../spec/body-text.ts'
import type { ChatChunk } from '../../spec/chunk.ts'
import { ProviderError } from '../../spec/error.ts'
import { createFrameReader, type Frame } from '../stream/frames.ts'
import { brokenStream, toStreamError } from '../stream/stream-error.ts'
import { type Metrics, toInvokedUsage } from './usage.ts'

/**
 * Decodes InvokeModelWithResponseStream: events of the model's own API in Bedrock's frames. `inner` reads those of a
 * model whose API is known, as server-sent events; of others the counts are read that Bedrock adds to the last one.
 */
export function createInvokeDecoder(call: BuiltCall, inner?: StreamDecoder): StreamDecoder {
  const frames = createFrameReader()
  const { provider } = call.target
  let counted = false

  const readFrame = (frame: Frame, chunks: ChatChunk[]) => {
    const type = frame.headers[':message-type']
    if (type === 'exception' || type === 'error') throw toStreamError(provider, frame)
    const event = eventOf(frame)
    if (event === undefined) return
    if (inner) {
      inner.push(Buffer.from(`data: ${event}\n\n`), chunks)
      return
    }
    const metrics = metricsOf(event)
    if (metrics === undefined) return
    counted = true
    chunks.push({ type: 'usage', usage: toInvokedUsage(metrics) })
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
    end(chunks) {
      if (frames.pending || !(inner || counted))
        throw brokenStream(provider, 'The stream ended in the middle of the answer')
      inner?.end(chunks)
    },
  }
}

/** An event of the model as JSON text. */
function eventOf({ body }: Frame): string | undefined {
  const { bytes } = JSON.parse(bodyText(body) || '{}') as { bytes?: unknown }
  return typeof bytes === 'string' ? Buffer.from(bytes, 'base64').toString('utf8') : undefined
}

function metricsOf(event: string): Metrics | undefined {
  const parsed = JSON.parse(event) as { 'amazon-bedrock-invocationMetrics'?: Metrics } | null
  return parsed?.['amazon-bedrock-invocationMetrics']
}
