import { apiKeys } from '@kansoku/storage'
import { eq } from 'drizzle-orm'
import type { PlatformContext } from '../context.ts'

interface LastUse extends AsyncDisposable {
  touch(apiKeyId: string): void
  flush(): Promise<void>
}

const flushMs = 60_000

/** Keeps times of last use in memory and writes them once a minute: they are for people, not for decisions. */
export function trackLastUse(ctx: PlatformContext): LastUse {
  const touched = new Map<string, Date>()

  async function flush(): Promise<void> {
    const entries = [...touched]
    touched.clear()
    for (const [id, lastUsedAt] of entries) {
      await ctx.metadata.db.update(apiKeys).set({ lastUsedAt }).where(eq(apiKeys.id, id))
    }
  }

  // A store that is down loses some times of last use, which nobody will miss.
  const flushQuietly = () => flush().catch(() => undefined)
  const timer = setInterval(flushQuietly, flushMs)
  timer.unref()
  return {
    touch: (apiKeyId) => void touched.set(apiKeyId, ctx.clock.now()),
    flush,
    async [Symbol.asyncDispose]() {
      clearInterval(timer)
      await flushQuietly()
    },
  }
}
