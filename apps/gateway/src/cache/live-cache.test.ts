import { startRedisEmulator } from '@kansoku/emulators'
import { expect, test, vi } from 'vitest'
import { createLog } from '../log.ts'
import { createLiveCache } from './live-cache.ts'

const caching = { namespace: '', ttlSeconds: 60, byDefault: true }

test('answers stay where the next config keeps them as the last one did, and go with other settings', async () => {
  await using live = createLiveCache(createLog('silent'))
  const first = live.use(caching)
  await first?.store.set('a', 'kept', 60)
  expect(live.use({ ...caching })).toBe(first)
  const other = live.use({ ...caching, ttlSeconds: 30 })
  expect(await other?.store.get('a')).toBeUndefined()
  expect(live.use({ ...caching, ttlSeconds: 30 })).toBe(other)
  expect(live.use(undefined)).toBeUndefined()
})

test('the connection to a Redis ends with the gateway', async () => {
  await using emulator = await startRedisEmulator()
  const live = createLiveCache(createLog('silent'))
  const redis = { host: '127.0.0.1', port: emulator.port, tls: false, database: 0 }
  const store = live.use({ ...caching, redis })?.store
  await vi.waitFor(() => store?.ping())
  await live[Symbol.asyncDispose]()
  await expect(store?.ping()).rejects.toThrow()
})
