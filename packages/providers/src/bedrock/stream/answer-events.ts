import { createSseReader } from '../../http/sse.ts'
import { createFrameReader } from './frames.ts'

/**
 * The events of a whole stream, as JSON values: of server-sent events or of AWS's frames, in which those of InvokeModel
 * are packed once more. What is no JSON is given as text. Undefined for an answer of another kind.
 * @throws {Error} for a damaged stream
 */
export function readAnswerEvents(
  contentType: string | undefined,
  body: Uint8Array,
): readonly unknown[] | undefined {
  if (/^text\/event-stream/.test(contentType ?? '')) {
    const reader = createSseReader()
    return [...reader.push(body), ...reader.end()].map(parse)
  }
  if (!/^application\/vnd\.amazon\.eventstream/.test(contentType ?? '')) return undefined
  const frames = createFrameReader()
  const events = [...frames.push(body)].map((frame) => unpacked(parse(utf8(frame.body))))
  if (frames.pending) throw new Error('the stream ends in the middle of a frame')
  return events
}

function unpacked(event: unknown): unknown {
  if (typeof event !== 'object' || event === null || !('bytes' in event)) return event
  const { bytes } = event
  return typeof bytes === 'string' ? parse(utf8(Buffer.from(bytes, 'base64'))) : event
}

function utf8(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf8')
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
