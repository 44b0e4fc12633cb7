import { crc32 } from 'node:zlib'
import { EventStreamCodec } from '@smithy/eventstream-codec'

/** One message of the AWS event stream. */
export interface Frame {
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

const PRELUDE_BYTES = 12
/** The format's own limit is 24 MB; a longer length is a damaged one. */
const MAX_FRAME_BYTES = 24 * 1024 * 1024

const utf8 = new TextDecoder()
const codec = new EventStreamCodec(
  (bytes) => utf8.decode(bytes as Uint8Array),
  (text) => Buffer.from(text, 'utf8'),
)

/**
 * Cuts bytes that arrive in any pieces into frames and checks both checksums; throws `Error` for damaged ones.
 * `pending` tells whether part of a frame is still missing.
 */
export interface FrameReader {
  push(bytes: Uint8Array): Iterable<Frame>
  readonly pending: boolean
}

export function createFrameReader(): FrameReader {
  let held: Buffer = Buffer.alloc(0)
  return {
    get pending() {
      return held.length > 0
    },
    *push(bytes) {
      const fresh = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      held = held.length === 0 ? fresh : Buffer.concat([held, fresh])
      while (held.length >= PRELUDE_BYTES) {
        const length = frameLength(held)
        if (held.length < length) return
        const frame = held.subarray(0, length)
        held = held.subarray(length)
        yield decode(frame)
      }
    },
  }
}

/** All frames of a whole stream; throws `Error` for damaged ones and for one without its end. */
export function cutFrames(bytes: Uint8Array): readonly Uint8Array[] {
  const frames: Buffer[] = []
  let rest = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  while (rest.length > 0) {
    const length = rest.length < PRELUDE_BYTES ? rest.length + 1 : frameLength(rest)
    if (rest.length < length) throw new Error('the stream ends in the middle of a frame')
    frames.push(rest.subarray(0, length))
    rest = rest.subarray(length)
  }
  return frames
}

/** A frame that can be written with another body. */
export function openFrame(bytes: Uint8Array): {
  readonly body: Uint8Array
  withBody(body: Uint8Array): Uint8Array
} {
  const { headers, body } = codec.decode(bytes)
  return { body, withBody: (next) => codec.encode({ headers, body: next }) }
}

/** The prelude has a checksum of its own, so that a damaged length is not waited for. */
function frameLength(bytes: Buffer): number {
  if (crc32(bytes.subarray(0, 8)) !== bytes.readUInt32BE(8)) throw new Error('a frame has a damaged prelude')
  const length = bytes.readUInt32BE(0)
  if (length < PRELUDE_BYTES + 4 || length > MAX_FRAME_BYTES)
    throw new Error(`a frame claims ${length} bytes`)
  return length
}

function decode(bytes: Uint8Array): Frame {
  const message = codec.decode(bytes)
  const headers: Record<string, string> = {}
  for (const [name, { value }] of Object.entries(message.headers)) headers[name] = String(value)
  return { headers, body: message.body }
}
