import { EventStreamCodec } from '@smithy/eventstream-codec'

const decoder = new TextDecoder()
const codec = new EventStreamCodec(
  (bytes) => (typeof bytes === 'string' ? bytes : decoder.decode(bytes)),
  (text) => new TextEncoder().encode(text),
)

const header = (value: string) => ({ type: 'string' as const, value })

/** A frame of `application/vnd.amazon.eventstream` with a JSON payload. */
export function encodeEvent(type: string, payload: object): Uint8Array {
  return encode({ ':message-type': header('event'), ':event-type': header(type) }, payload)
}

/** A frame that ends the stream with an exception, such as `throttlingException`. */
export function encodeException(type: string, message: string): Uint8Array {
  return encode({ ':message-type': header('exception'), ':exception-type': header(type) }, { message })
}

function encode(headers: Record<string, ReturnType<typeof header>>, payload: object): Uint8Array {
  const body = new TextEncoder().encode(JSON.stringify(payload))
  return codec.encode({ headers: { ...headers, ':content-type': header('application/json') }, body })
}
