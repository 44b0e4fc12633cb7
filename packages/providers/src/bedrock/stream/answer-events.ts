import { bodyText } from '../../spec/body-text.ts'
import { cutFrames, openFrame } from './frames.ts'

/** The events of a whole stream, as JSON values; what is no JSON is given as text. */
export interface AnswerEvents {
  readonly events: readonly unknown[]
  /** The stream with these in their places. What is the same event is the same bytes. */
  write(events: readonly unknown[]): Uint8Array
}

/**
 * Reads server-sent events, or AWS's frames, in which those of InvokeModel are packed once more. Undefined for an answer
 * of another kind.
 * @throws {Error} for a damaged stream
 */
export function readAnswerEvents(
  contentType: string | undefined,
  body: Uint8Array,
): AnswerEvents | undefined {
  if (/^text\/event-stream/i.test(contentType ?? '')) return readServerSent(bodyText(body))
  return /^application\/vnd\.amazon\.eventstream/i.test(contentType ?? '') ? readFrames(body) : undefined
}

/** A part of a stream; `event` where it has one. */
interface Part {
  readonly bytes: Uint8Array
  readonly event?: { readonly value: unknown; write(value: unknown): Uint8Array }
}

function toEvents(parts: readonly Part[]): AnswerEvents {
  const events = parts.flatMap(({ event }) => (event ? [event.value] : []))
  return {
    events,
    write(changed) {
      const next = changed[Symbol.iterator]()
      const written = parts.map(({ bytes, event }) => {
        if (!event) return bytes
        const { value } = next.next()
        return value === event.value ? bytes : event.write(value)
      })
      return Buffer.concat(written)
    },
  }
}

const blankLines = /((?:\r\n|\r(?!\n)|\n){2,})/

function readServerSent(text: string): AnswerEvents {
  return toEvents(
    text.split(blankLines).map((block): Part => {
      const bytes = Buffer.from(block)
      const lines = block.split(/\r\n|\r|\n/)
      const isData = (line: string) => /^\uFEFF?data:/.test(line)
      const data = lines.filter(isData).map((line) => line.replace(/^\uFEFF?data: ?/, ''))
      if (data.length === 0) return { bytes }
      const others = lines.filter((line) => !isData(line))
      const write = (value: unknown) => {
        const said = typeof value === 'string' ? value.split('\n') : [JSON.stringify(value)]
        return Buffer.from([...others, ...said.map((line) => `data: ${line}`)].join('\n'))
      }
      return { bytes, event: { value: parse(data.join('\n')), write } }
    }),
  )
}

function readFrames(body: Uint8Array): AnswerEvents {
  return toEvents(
    cutFrames(body).map((bytes) => {
      const frame = openFrame(bytes)
      const outer = parse(utf8(frame.body))
      const packed = packedIn(outer)
      const write = (value: unknown) => {
        const text = JSON.stringify(value)
        if (packed === undefined) return frame.withBody(Buffer.from(text))
        const inner = Buffer.from(text).toString('base64')
        return frame.withBody(Buffer.from(JSON.stringify({ ...(outer as object), bytes: inner })))
      }
      return { bytes, event: { value: packed === undefined ? outer : parse(packed), write } }
    }),
  )
}

function packedIn(event: unknown): string | undefined {
  if (typeof event !== 'object' || event === null || !('bytes' in event)) return undefined
  return typeof event.bytes === 'string' ? utf8(Buffer.from(event.bytes, 'base64')) : undefined
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
