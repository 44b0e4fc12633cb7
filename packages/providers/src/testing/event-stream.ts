import { EventStreamCodec } from '@smithy/eventstream-codec'

const codec = new EventStreamCodec(
  (bytes) => Buffer.from(bytes as Uint8Array).toString('utf8'),
  (text) => Buffer.from(text, 'utf8'),
)

const text = (value: string) => ({ type: 'string' as const, value })

/** A frame of the AWS event stream as Bedrock sends it. */
export function eventFrame(type: string, payload: object): Uint8Array {
  const headers = {
    ':event-type': text(type),
    ':content-type': text('application/json'),
    ':message-type': text('event'),
  }
  return codec.encode({ headers, body: Buffer.from(JSON.stringify(payload)) })
}

/** A piece of what a container streams, as SageMaker passes it on. */
export function payloadFrame(piece: string): Uint8Array {
  const headers = {
    ':event-type': text('PayloadPart'),
    ':content-type': text('application/octet-stream'),
    ':message-type': text('event'),
  }
  return codec.encode({ headers, body: Buffer.from(piece) })
}

export function exceptionFrame(type: string, payload: object): Uint8Array {
  const headers = {
    ':exception-type': text(type),
    ':content-type': text('application/json'),
    ':message-type': text('exception'),
  }
  return codec.encode({ headers, body: Buffer.from(JSON.stringify(payload)) })
}

export function errorFrame(code: string, message: string): Uint8Array {
  const headers = {
    ':message-type': text('error'),
    ':error-code': text(code),
    ':error-message': text(message),
  }
  return codec.encode({ headers, body: new Uint8Array() })
}

/** Bytes cut at the given places (any numbers; they are taken modulo the length). */
export function cutAt(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const cuts = [...new Set(places.map((place) => place % (bytes.length + 1)))].sort((a, b) => a - b)
  const ends = [...cuts, bytes.length]
  return ends.map((end, index) => bytes.subarray(index === 0 ? 0 : ends[index - 1], end))
}
