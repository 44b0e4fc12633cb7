import { isDeepStrictEqual } from 'node:util'
import type { Caching } from '@kansoku/routing'
import type { Log } from '../log.ts'
import { type AnswerCache, createAnswerCache, prefixOf } from './answer-cache.ts'
import { createMeaningIndex } from './meaning-index.ts'
import { createMemoryStore } from './memory-store.ts'
import { createRedisStore } from './redis-store.ts'

/** The cache of the config that counts now. */
export interface LiveCache extends AsyncDisposable {
  /** What is kept stays where the new config keeps answers as the old one did. Undefined where it keeps none. */
  use(caching: Caching | undefined): AnswerCache | undefined
}

export function createLiveCache(log: Log): LiveCache {
  let current: { readonly caching: Caching; readonly cache: AnswerCache } | undefined
  const close = async () => {
    const closed = current
    // Before anything is awaited: another may be opened meanwhile.
    current = undefined
    await closed?.cache.store[Symbol.asyncDispose]()
  }
  return {
    use(caching) {
      if (current && isDeepStrictEqual(caching, current.caching)) return current.cache
      void close()
      if (caching) current = { caching, cache: openCache(caching, log) }
      return current?.cache
    },
    [Symbol.asyncDispose]: close,
  }
}

function openCache(caching: Caching, log: Log): AnswerCache {
  const now = () => performance.now()
  const { redis } = caching
  const store = redis
    ? createRedisStore(redis, { prefix: prefixOf(caching), log, now })
    : createMemoryStore(now)
  return createAnswerCache(caching, store, createMeaningIndex(now), Date.now)
}
