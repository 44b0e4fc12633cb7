import { appendFile, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createTerminal } from '../terminal.ts'
import type { CommandContext } from './command.ts'
import { logs } from './logs.ts'

let dataDir: string
let printed: string
let context: CommandContext
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'kansoku-logs-'))
  await mkdir(join(dataDir, 'logs'))
  printed = ''
  const out = new Writable({
    write(chunk: Buffer, _, done) {
      printed += chunk
      done()
    },
  }) as unknown as NodeJS.WriteStream
  context = {
    terminal: createTerminal('en', { out, error: out }),
    flags: { envFile: [] },
    cwd: dataDir,
    environment: { KANSOKU_DATA_DIR: dataDir },
  }
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

const path = (name: string) => join(dataDir, 'logs', name)

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await delay(10)
}

test('the newest lines of each log are shown, with its name', async () => {
  const many = Array.from({ length: 5_000 }, (_, index) => `line ${index} 日本語\n`).join('')
  await writeFile(path('server.log'), many)
  await writeFile(path('gateway.log'), 'one\ntwo\n')
  expect(await logs(context, { names: [], follow: false, lines: 2, json: false })).toBe(0)
  expect(printed.split('\n')).toEqual([
    'server      line 4998 日本語',
    'server      line 4999 日本語',
    'gateway     one',
    'gateway     two',
    '',
  ])
})

test('lines of several logs stand in the order of their times, and what has none stays behind its own', async () => {
  const line = (time: number, msg: string) => `${JSON.stringify({ level: 30, time, msg })}\n`
  await writeFile(path('server.log'), `${line(1_000, 'first')}  its stack\n${line(3_000, 'third')}`)
  await writeFile(path('gateway.log'), `${line(2_000, 'second')}${line(1_500, 'the clock was set back')}`)
  await writeFile(path('postgres.log'), '1970-01-01 00:00:04.000 UTC [7] LOG:  fourth\n')
  await logs(context, { names: [], follow: false, lines: 10, json: false })
  const said = ['first', 'its stack', 'second', 'the clock was set back', 'third', 'fourth']
  expect(
    printed
      .trimEnd()
      .split('\n')
      .map((shown) => said.find((words) => shown.includes(words))),
  ).toEqual(said)
})

test('a single log is shown as it was written, when asked', async () => {
  await writeFile(path('gateway.log'), 'one\ntwo\n')
  await logs(context, { names: ['gateway'], follow: false, lines: 1, json: true })
  expect(printed).toBe('two\n')
})

test('following shows what comes, over the moment when the file is moved aside', async () => {
  await writeFile(path('gateway.log'), 'one\n')
  const controller = new AbortController()
  const following = logs(context, {
    names: ['gateway'],
    follow: true,
    lines: 10,
    json: true,
    signal: controller.signal,
  })
  await until(() => printed === 'one\n')
  await appendFile(path('gateway.log'), 'two\nthr')
  await until(() => printed === 'one\ntwo\n')
  await appendFile(path('gateway.log'), 'ee\n')
  await until(() => printed === 'one\ntwo\nthree\n')
  await rename(path('gateway.log'), path('gateway.log.1'))
  await writeFile(path('gateway.log'), 'four\n')
  await until(() => printed === 'one\ntwo\nthree\nfour\n')
  controller.abort()
  expect(await following).toBe(0)
})

test('a name that there is not is refused, and so are logs that there are not yet', async () => {
  await expect(logs(context, { names: ['web'], follow: false, lines: 1, json: true })).rejects.toMatchObject({
    key: 'logs.unknown',
  })
  await expect(logs(context, { names: [], follow: false, lines: 1, json: true })).rejects.toMatchObject({
    key: 'logs.none',
  })
})
