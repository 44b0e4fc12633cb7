import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { LogFile } from './log-file.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kansoku-log-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const lines = (log: LogFile, from: number, to: number) => {
  for (let index = from; index <= to; index++) log.write(Buffer.from(`line ${index}\n`))
}

test('a file that has grown is moved aside, and the oldest one goes', () => {
  const path = join(folder, 'x.log')
  const log = new LogFile(path, 100)
  lines(log, 1, 80)
  log.close()
  expect(readdirSync(folder).toSorted()).toEqual(['x.log', 'x.log.1', 'x.log.2', 'x.log.3'])
  const kept = ['x.log.3', 'x.log.2', 'x.log.1', 'x.log'].map((name) =>
    readFileSync(join(folder, name), 'utf8'),
  )
  for (const text of kept) expect(text.length).toBeLessThanOrEqual(100)
  const numbers = kept.join('').match(/\d+/g)?.map(Number) ?? []
  expect(numbers.at(-1)).toBe(80)
  expect(numbers).toEqual(numbers.map((_, index) => 81 - numbers.length + index))
})

test('an existing file is continued, and its size counts', () => {
  const path = join(folder, 'x.log')
  const first = new LogFile(path)
  lines(first, 1, 1)
  first.close()
  const second = new LogFile(path)
  lines(second, 2, 2)
  second.close()
  expect(readFileSync(path, 'utf8')).toBe('line 1\nline 2\n')
})

test('the last lines stay at hand, also when nothing can be written', () => {
  const log = new LogFile(join(folder, 'missing', 'x.log'))
  lines(log, 1, 60)
  log.write(Buffer.from('unfinished'))
  expect(log.tail(3)).toEqual(['line 59', 'line 60', 'unfinished'])
  log.forgetTail()
  expect(log.tail()).toEqual([])
})
