import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startTestPostgres, type TestPostgres } from '@kansoku/storage/testing'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { basicAuth, testEnvironment } from './testing/start-test-server.ts'

let postgres: TestPostgres
let dataDir: string
beforeAll(async () => {
  postgres = await startTestPostgres()
  dataDir = await mkdtemp(join(tmpdir(), 'kansoku-main-'))
})
afterAll(async () => {
  await postgres?.stop()
  await rm(dataDir, { recursive: true, force: true })
})

interface Message {
  readonly type: string
  readonly url?: string
  readonly message?: string
  readonly remedy?: string
}

const children: ChildProcess[] = []

/** Starts the process as the supervisor does. */
function launch(env: Record<string, string> = {}): ChildProcess {
  const child = fork(join(import.meta.dirname, 'main.ts'), {
    env: { PATH: process.env.PATH, ...testEnvironment(dataDir, postgres.url, env) },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  children.push(child)
  return child
}

async function firstMessage(child: ChildProcess): Promise<Message> {
  const [message] = await once(child, 'message')
  return message as Message
}

async function exitOf(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  return child.exitCode
}

describe('the server process', { timeout: 60_000 }, () => {
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL')
  })

  test.each(['SIGTERM', 'SIGINT'] as const)('says when it serves, and ends with 0 on %s', async (signal) => {
    const child = launch()
    const { type, url } = await firstMessage(child)
    expect(type).toBe('ready')
    const answer = await fetch(`${url}/api/public/projects`, { headers: { authorization: basicAuth } })
    expect(answer.status).toBe(200)
    child.kill(signal)
    expect(await exitOf(child)).toBe(0)
  })

  test('ends by itself when its supervisor is gone', async () => {
    const child = launch()
    expect(await firstMessage(child)).toMatchObject({ type: 'ready' })
    child.disconnect()
    expect(await exitOf(child)).toBe(0)
  })

  test('ends in the middle of its start when its supervisor is gone', async () => {
    const child = launch()
    await once(child, 'spawn')
    child.disconnect()
    expect([0, 1]).toContain(await exitOf(child))
  })

  test('refuses a wrong setting with exit code 78 and the reason', async () => {
    const child = launch({ KANSOKU_ENGINE_MEMORY_MB: 'much' })
    expect(await firstMessage(child)).toEqual({
      type: 'fatal',
      message: expect.stringMatching(/^KANSOKU_ENGINE_MEMORY_MB=much: /),
    })
    expect(await exitOf(child)).toBe(78)
  })

  test('names the database that does not answer, without its password, and may be tried again', async () => {
    const child = launch({ DATABASE_URL: 'postgresql://kansoku:hunter2@127.0.0.1:1/kansoku' })
    const { type, message, remedy } = await firstMessage(child)
    expect([type, message, remedy]).toEqual([
      'fatal',
      expect.stringMatching(/127\.0\.0\.1:1\/kansoku \(DATABASE_URL\)/),
      expect.stringMatching(/--embedded/),
    ])
    expect(message).not.toContain('hunter2')
    expect(await exitOf(child)).toBe(1)
  })

  test('refuses a port that is taken with exit code 78', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as { port: number }
    const first = launch({ KANSOKU_PORT: String(port) })
    expect(await firstMessage(first)).toMatchObject({
      type: 'fatal',
      message: expect.stringMatching(/in use/),
    })
    expect(await exitOf(first)).toBe(78)
    other.close()
  })

  test('refuses a data folder that another server uses with exit code 78', async () => {
    const owner = launch()
    expect(await firstMessage(owner)).toMatchObject({ type: 'ready' })
    const second = launch()
    expect(await firstMessage(second)).toMatchObject({
      type: 'fatal',
      message: expect.stringMatching(/analytics is in use by/),
      remedy: expect.stringMatching(/KANSOKU_DATA_DIR/),
    })
    expect(await exitOf(second)).toBe(78)
    owner.kill()
    expect(await exitOf(owner)).toBe(0)
  })
})
