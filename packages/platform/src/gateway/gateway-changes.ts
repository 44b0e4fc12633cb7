import { versions } from '@kansoku/storage'
import { eq } from 'drizzle-orm'
import { channels } from '../announcements.ts'
import type { PlatformContext } from '../context.ts'

/** Lets gateways wait for news. */
export interface GatewayChanges extends AsyncDisposable {
  /** The version of what gateways are told: at once when it is another one than `known`, else when it changes or `signal` aborts. */
  next(known: number, signal: AbortSignal): Promise<number>
}

/** Starts listening for changes; dispose it before the store. */
export async function createGatewayChanges(ctx: PlatformContext): Promise<GatewayChanges> {
  const waiting = new Set<() => void>()
  const stopListening = await ctx.metadata.listen(channels.gateway, () => {
    for (const wake of waiting) wake()
  })
  return {
    async next(known, signal) {
      const changed = Promise.withResolvers<void>()
      const wake = () => changed.resolve()
      // Before the look at the version: a change after the look is heard.
      waiting.add(wake)
      signal.addEventListener('abort', wake)
      try {
        const version = await readVersion(ctx)
        if (version !== known || signal.aborted) return version
        await changed.promise
        return await readVersion(ctx)
      } finally {
        waiting.delete(wake)
        signal.removeEventListener('abort', wake)
      }
    },
    [Symbol.asyncDispose]: stopListening,
  }
}

async function readVersion(ctx: PlatformContext): Promise<number> {
  const [row] = await ctx.metadata.db.select().from(versions).where(eq(versions.kind, 'gateway'))
  return row?.version ?? 0
}
