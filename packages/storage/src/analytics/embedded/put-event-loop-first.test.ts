import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kansoku-niceness-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Opens the engine, lets it answer, and tells the niceness of each thread with its name. */
const program = `
  import { readdirSync, readFileSync } from 'node:fs'
  import { getPriority } from 'node:os'
  import { openEmbedded } from ${JSON.stringify(import.meta.resolve('./open-embedded.ts'))}
  const store = await openEmbedded({ path: process.argv[1] })
  await store.command('SELECT sleep(0.1)')
  const threads = readdirSync('/proc/self/task').flatMap((thread) => {
    try {
      const name = readFileSync('/proc/self/task/' + thread + '/comm', 'utf8').trim()
      const niceness = getPriority(Number(thread))
      return [{ name: Number(thread) === process.pid ? 'event loop' : name, niceness }]
    } catch {
      return [] // It has ended.
    }
  })
  console.log(JSON.stringify(threads))
  await store[Symbol.asyncDispose]()
`

test.runIf(process.platform === 'linux')("the engine's threads give way to the event loop", async () => {
  const options = ['--input-type=module', '--eval', program, folder]
  const { stdout } = await promisify(execFile)(process.execPath, options)
  const threads = JSON.parse(stdout) as { name: string; niceness: number }[]
  const nicenessOf = (prefix: string) =>
    new Set(threads.filter(({ name }) => name.startsWith(prefix)).map(({ niceness }) => niceness))
  const [own = Number.NaN] = nicenessOf('event loop')
  const behind = new Set([Math.min(own + 10, 19)])
  expect(nicenessOf('V8Worker')).toEqual(new Set([own]))
  expect(nicenessOf('libuv-worker')).toEqual(behind)
  expect(nicenessOf('BgSchPool')).toEqual(behind)
})
