import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { startRedisEmulator } from '@kansoku/emulators'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createLog } from '../log.ts'
import type { AnswerStore } from './answer-store.ts'
import { createMemoryStore } from './memory-store.ts'
import { createRedisStore } from './redis-store.ts'

const password = 'secret-of-the-cache'
const hasRedis = spawnSync('redis-server', ['--version']).status === 0
const now = () => performance.now()

function redisAt(port: number, { log = createLog('silent'), secret = password } = {}) {
  const address = { host: '127.0.0.1', port, tls: false, password: secret, database: 0, timeoutSeconds: 5 }
  return createRedisStore(address, { prefix: 'kansoku:answer:', log, now })
}

async function startRedis(): Promise<AsyncDisposable & { readonly port: number }> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as { port: number }
  probe.close()
  const options = ['--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--requirepass', password]
  const child = spawn('redis-server', ['--port', String(port), ...options], { stdio: 'ignore' })
  return {
    port,
    async [Symbol.asyncDispose]() {
      child.kill()
      await once(child, 'exit')
    },
  }
}

const kinds = [
  { name: 'in memory', open: undefined },
  { name: 'in an emulated Redis', open: () => startRedisEmulator({ password }) },
  { name: 'in a real Redis', open: startRedis },
]

describe.each(kinds)('answers $name', ({ name, open }) => {
  const isThere = name !== 'in a real Redis' || hasRedis
  const cleanup = new AsyncDisposableStack()
  let store: AnswerStore
  beforeAll(async () => {
    if (!isThere) return
    const redis = open && cleanup.use(await open())
    store = cleanup.use(redis ? redisAt(redis.port) : createMemoryStore(now))
    await vi.waitFor(() => store.ping(), { timeout: 20_000 })
  })
  afterAll(() => cleanup.disposeAsync())

  test.runIf(isThere)('are read as they were written, until they are deleted', async () => {
    const answer = '観測 "quoted"\r\n$5\r\n'
    await store.set('kansoku:answer:a', answer, 60)
    expect(await store.get('kansoku:answer:a')).toBe(answer)
    expect(await store.delete(['kansoku:answer:a', 'kansoku:answer:never'])).toBe(1)
    expect(await store.get('kansoku:answer:a')).toBeUndefined()
  })

  test.runIf(isThere)('are gone after their time', async () => {
    await store.set('kansoku:answer:b', 'short', 0.02)
    await vi.waitFor(async () => expect(await store.get('kansoku:answer:b')).toBeUndefined())
  })

  test.runIf(isThere)('can all be dropped at once', async () => {
    const keys = Array.from({ length: 30 }, (_, index) => `kansoku:answer:c${index}`)
    await Promise.all(keys.map((key) => store.set(key, 'x', 60)))
    await store.clear()
    expect(await Promise.all(keys.map((key) => store.get(key)))).toEqual(keys.map(() => undefined))
  })
})

test('what else a Redis holds stays when answers are dropped', async () => {
  await using redis = await startRedisEmulator({ password })
  await using store = redisAt(redis.port)
  redis.values.set('session:1', 'of another program')
  await store.set('kansoku:answer:a', 'x', 60)
  expect(await store.delete(['session:1'])).toBe(0)
  await store.clear()
  expect([...redis.values.keys()]).toEqual(['session:1'])
})

test('a Redis that is away, silent or refuses the password costs no call', async () => {
  const redis = await startRedisEmulator({ password })
  await using refused = redisAt(redis.port, { secret: 'wrong' })
  expect(await refused.get('kansoku:answer:a')).toBeUndefined()
  await redis[Symbol.asyncDispose]()
  await using away = redisAt(redis.port)
  await away.set('kansoku:answer:a', 'x', 60)
  expect(await away.get('kansoku:answer:a')).toBeUndefined()
  await expect(away.ping()).rejects.toThrow()
})

test('the longest unused answers make room for new ones, and none is larger than its share', async () => {
  await using store = createMemoryStore(now)
  const large = 'x'.repeat(1_500_000)
  for (let index = 0; index < 25; index++) {
    await store.set(`k${index}`, large, 60)
    await store.get('k0')
  }
  expect(await store.get('k0')).toBe(large)
  expect(await store.get('k1')).toBeUndefined()
  expect(await store.get('k24')).toBe(large)
  await store.set('k24', 'x'.repeat(3_000_000), 60)
  expect(await store.get('k24')).toBeUndefined()
})

test('an address that is none costs the cache, not the gateway', async () => {
  const address = { url: 'redis://user:p%zz@127.0.0.1:1' } as Parameters<typeof createRedisStore>[0]
  await using store = createRedisStore(address, { prefix: 'kansoku:answer:', log: createLog('silent'), now })
  expect(await store.get('kansoku:answer:1')).toBeUndefined()
})
