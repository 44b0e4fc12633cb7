import { expect, test } from 'vitest'
import { readableLogLine } from './log-line.ts'

const readable = (line: string) => readableLogLine('gateway', line, (_, text) => text)
const at = new Date(2026, 10, 27, 7, 5, 3, 42)

test('time, level, process, message and fields of a line, in this order', () => {
  const record = { level: 40, time: at.getTime(), pid: 7, hostname: 'h', name: 'gateway', key: 'a b', n: 3 }
  expect(readable(JSON.stringify({ ...record, url: 'http://localhost:4000', msg: 'is odd' }))).toBe(
    '2026-11-27 07:05:03.042  WARN   gateway     is odd  key="a b"  n=3  url=http://localhost:4000',
  )
})

test('an error shows its message and, below, its stack', () => {
  const err = { type: 'Error', message: 'no', stack: 'Error: no\n    at here' }
  expect(
    readable(JSON.stringify({ level: 50, time: at.toISOString(), err, msg: 'failed' })).split('\n'),
  ).toEqual([
    '2026-11-27 07:05:03.042  ERROR  gateway     failed  err=no',
    '    Error: no',
    '        at here',
  ])
})

test('a line of Postgres is told in the same way', () => {
  const [day, clock] = at.toISOString().slice(0, -1).split('T')
  expect(readable(`${day} ${clock} UTC [7] WARNING:  low on room`)).toBe(
    '2026-11-27 07:05:03.042  WARN   gateway     low on room',
  )
  expect(readable(`${day} ${clock} UTC [7] HINT:  free some`)).toContain('.042  HINT   gateway     free some')
})

test.each(['plain text', '{"half": ', '{"a":1}', '[1]', ''])('%j keeps its text', (line) => {
  expect(readable(line)).toBe(`gateway     ${line}`)
})
