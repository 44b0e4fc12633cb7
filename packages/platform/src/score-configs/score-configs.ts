import { scoreConfigs } from '@kansoku/storage'
import { inArray } from 'drizzle-orm'
import { channels } from '../announcements.ts'
import type { PlatformContext } from '../context.ts'

export type ScoreConfig = typeof scoreConfigs.$inferSelect

/** Answers from a cache of some seconds that a change on any server empties at once. */
export interface ScoreConfigs extends AsyncDisposable {
  /** Those of the ids that are configs of the project, archived ones included. */
  find(projectId: string, ids: readonly string[]): Promise<ReadonlyMap<string, ScoreConfig>>
  /** The next `find` reads the config again. */
  forget(id: string): void
}

/** What verbs on score configs need. */
export interface ScoreConfigsContext extends PlatformContext {
  readonly scoreConfigs: ScoreConfigs
}

interface CacheEntry {
  readonly config: Promise<ScoreConfig | undefined>
  readonly readAt: number
}

const cacheMs = 10_000
const maxCached = 10_000

/** Starts listening for changes of configs; dispose it before the store. */
export async function createScoreConfigs(ctx: PlatformContext): Promise<ScoreConfigs> {
  const cache = new Map<string, CacheEntry>()
  const stopListening = await ctx.metadata.listen(channels.scoreConfigs, (id) => {
    if (id) cache.delete(id)
    else cache.clear()
  })

  function remember(ids: readonly string[]): void {
    const reading = readConfigs(ctx, ids)
    for (const id of ids) {
      const entry = { config: reading.then((configs) => configs.get(id)), readAt: performance.now() }
      cache.delete(id)
      cache.set(id, entry)
      const forget = () => cache.get(id) === entry && cache.delete(id)
      // Neither failures nor unknown ids are kept: a config works from the moment it is created.
      entry.config.then((config) => config ?? forget(), forget)
    }
    for (const oldest of cache.keys()) {
      if (cache.size <= Math.max(maxCached, ids.length)) break
      cache.delete(oldest)
    }
  }

  return {
    async find(projectId, ids) {
      const wanted = [...new Set(ids)].filter(isStorable)
      const now = performance.now()
      const isFresh = (entry: CacheEntry | undefined) => entry !== undefined && now - entry.readAt < cacheMs
      const missing = wanted.filter((id) => !isFresh(cache.get(id)))
      if (missing.length > 0) remember(missing)
      const configs = await Promise.all(wanted.map((id) => cache.get(id)?.config))
      return new Map(
        configs.flatMap((config) => (config?.projectId === projectId ? [[config.id, config]] : [])),
      )
    },
    forget: (id) => void cache.delete(id),
    [Symbol.asyncDispose]: stopListening,
  }
}

/** Postgres holds no text with NUL, so no config has such an id. */
function isStorable(id: string): boolean {
  return !id.includes('\0')
}

async function readConfigs(
  ctx: PlatformContext,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ScoreConfig>> {
  const rows = await ctx.metadata.db
    .select()
    .from(scoreConfigs)
    .where(inArray(scoreConfigs.id, [...ids]))
  return new Map(rows.map((row) => [row.id, row]))
}
