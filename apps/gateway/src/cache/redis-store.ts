import type { RedisAddress } from '@kansoku/routing'
import type { Redis, RedisOptions } from 'ioredis'
import type { Log } from '../log.ts'
import type { AnswerStore } from './answer-store.ts'

const commandMs = 1000
/** After a failure calls do without Redis for that long: none of them waits for it again. */
const restMs = 5000
const keysPerScan = 1000

/** Answers in a Redis that gateways share. Where it fails, calls go on without. `now` in milliseconds, monotonic. */
export function createRedisStore(
  address: RedisAddress,
  { prefix, log, now }: { readonly prefix: string; readonly log: Log; readonly now: () => number },
): AnswerStore {
  const connecting = connect(address)
  // Told by the first command: an address that is none must not end the gateway.
  connecting.catch(() => undefined)
  let restsUntil = 0
  let isTold = false

  async function attempt<T>(command: (redis: Redis) => Promise<T>): Promise<T | undefined> {
    if (now() < restsUntil) return undefined
    try {
      const result = await command(await connecting)
      isTold = false
      return result
    } catch (error) {
      restsUntil = now() + restMs
      if (!isTold) log.warn({ reason: reasonOf(error) }, 'the cache cannot be reached; calls go on without')
      isTold = true
      return undefined
    }
  }

  return {
    kind: 'redis',
    get: async (key) => (await attempt((redis) => redis.get(key))) ?? undefined,
    async set(key, text, ttlSeconds) {
      await attempt((redis) => redis.set(key, text, 'PX', Math.max(1, Math.round(ttlSeconds * 1000))))
    },
    async delete(keys) {
      const own = keys.filter((key) => key.startsWith(prefix))
      return own.length === 0 ? 0 : (await connecting).unlink(...own)
    },
    async clear() {
      const redis = await connecting
      for (let cursor = '0'; ; ) {
        const [next, keys] = await redis.scan(
          cursor,
          'MATCH',
          `${escapePattern(prefix)}*`,
          'COUNT',
          keysPerScan,
        )
        if (keys.length > 0) await redis.unlink(...keys)
        if (next === '0') return
        cursor = next
      }
    },
    async ping() {
      await (await connecting).ping()
    },
    async [Symbol.asyncDispose]() {
      const redis = await connecting.catch(() => undefined)
      redis?.disconnect()
    },
  }
}

async function connect(address: RedisAddress): Promise<Redis> {
  // Most gateways have no Redis, and start without its client.
  const { Redis } = await import('ioredis')
  const redis = open(Redis, address)
  // Told by the commands that fail; without a listener it would be thrown.
  redis.on('error', () => undefined)
  return redis
}

function open(Client: typeof Redis, { timeoutSeconds, ...address }: RedisAddress): Redis {
  const timeoutMs = timeoutSeconds === undefined ? commandMs : timeoutSeconds * 1000
  const options = {
    commandTimeout: timeoutMs,
    connectTimeout: timeoutMs,
    maxRetriesPerRequest: 0,
    retryStrategy: (times: number) => Math.min(times * 200, restMs),
  } satisfies RedisOptions
  if (address.url !== undefined) return new Client(address.url, options)
  const { host, port, tls, username, password, database: db } = address
  return new Client({
    ...options,
    host,
    port,
    db,
    ...(tls ? { tls: {} } : {}),
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
  })
}

/** What an error says, without the command it was about: that holds a prompt's answer. */
function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function escapePattern(text: string): string {
  return text.replace(/[*?[\]\\]/g, '\\$&')
}
