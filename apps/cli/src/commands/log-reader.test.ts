import { appendFile, mkdtemp, rename, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { LogReader } from './log-reader.ts'

let folder: string
let path: string
let lines: string[]
let reader: LogReader
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kansoku-log-'))
  path = join(folder, 'x.log')
  lines = []
  reader = new LogReader(path, (line) => lines.push(line))
})
afterEach(async () => {
  await reader.close()
  await rm(folder, { recursive: true, force: true })
})

test('a character that comes in two pieces is whole', async () => {
  await writeFile(path, Buffer.from('漢').subarray(0, 2))
  await reader.startAtTail(1)
  await reader.read()
  await appendFile(path, Buffer.from('漢字\n').subarray(2))
  await reader.read()
  expect(lines).toEqual(['漢字'])
})

test('nothing is lost that was written just before the file was moved aside', async () => {
  await writeFile(path, 'one\n')
  await reader.startAtTail(1)
  await reader.read()
  await appendFile(path, 'two\n')
  await rename(path, `${path}.1`)
  await reader.read()
  await writeFile(path, 'three\n')
  await reader.read()
  expect(lines).toEqual(['one', 'two', 'three'])
})

test('a log that there is not yet, or that was emptied, is read from its beginning', async () => {
  expect(await reader.startAtTail(1)).toBe(false)
  await reader.read()
  await writeFile(path, 'one\ntwo\n')
  await reader.read()
  await truncate(path)
  await reader.read()
  await appendFile(path, '3\n')
  await reader.read()
  expect(lines).toEqual(['one', 'two', '3'])
})
