import { expect, test } from 'vitest'
import { eventFrame } from '../../testing/event-stream.ts'
import { readAnswerEvents } from './answer-events.ts'

const sse = 'text/event-stream; charset=utf-8'
const frames = 'application/vnd.amazon.eventstream'
const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8')

const stream = [
  '\uFEFF: a comment\n\n',
  'event: a\ndata: {"n": 1}\nid: 7\n\n',
  'data:{"n":\r\ndata: 2}\r\n\r\n',
  'data: two\ndata: lines\r\r',
  'data: [DONE]',
].join('')

test('server-sent events are read, and written with others in their places', () => {
  const read = readAnswerEvents(sse, Buffer.from(stream))
  expect(read?.events).toEqual([{ n: 1 }, { n: 2 }, 'two\nlines', '[DONE]'])
  const [first, ...others] = read?.events ?? []
  expect(textOf(read?.write([first, ...others]) ?? Buffer.of())).toBe(stream)
  const changed = textOf(read?.write([{ n: 3 }, others[0], 'a\nb', others[2]]) ?? Buffer.of())
  expect(changed).toBe(
    stream
      .replace('data: {"n": 1}\nid: 7', 'id: 7\ndata: {"n":3}')
      .replace('data: two\ndata: lines', 'data: a\ndata: b'),
  )
})

test('frames of AWS are, too, with events that are packed in them', () => {
  const packed = { bytes: Buffer.from('{"text":"a"}').toString('base64'), p: 'abc' }
  const body = Buffer.concat([eventFrame('chunk', packed), eventFrame('messageStop', { stopReason: 'x' })])
  const read = readAnswerEvents(frames, body)
  expect(read?.events).toEqual([{ text: 'a' }, { stopReason: 'x' }])
  const [, last] = read?.events ?? []
  const written = read?.write([{ text: 'b' }, last]) ?? Buffer.of()
  expect(readAnswerEvents(frames, written)?.events).toEqual([{ text: 'b' }, { stopReason: 'x' }])
  expect(Buffer.from(written.subarray(-20))).toEqual(body.subarray(-20))
  expect(() => readAnswerEvents(frames, body.subarray(0, -1))).toThrow('in the middle')
  expect(() => readAnswerEvents(frames, body.subarray(0, 5))).toThrow('in the middle')
})

test('an answer of another kind has no events', () => {
  expect(readAnswerEvents('application/json', Buffer.from('{}'))).toBeUndefined()
  expect(readAnswerEvents(undefined, Buffer.from('data: 1'))).toBeUndefined()
})
