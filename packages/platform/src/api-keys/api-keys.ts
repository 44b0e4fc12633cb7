import { apiKeys } from '@kansoku/storage'
import { eq } from 'drizzle-orm'
import { channels } from '../announcements.ts'
import type { PlatformContext } from '../context.ts'
import { equalHashes, hashSecretKey } from './hash-secret-key.ts'
import { trackLastUse } from './track-last-use.ts'

/** A key that let someone in. */
export interface AuthenticatedKey {
  readonly apiKeyId: string
  readonly publicKey: string
  readonly projectId: string
  readonly organizationId: string
}

/** Answers from a cache of a few seconds that a change on any server empties at once. */
export interface ApiKeys extends AsyncDisposable {
  /** The key of a project whose public and secret part both match. */
  authenticate(credentials: { publicKey: string; secretKey: string }): Promise<AuthenticatedKey | undefined>
  /** The key of a project with this public part. Proves nothing but knowledge of a public key. */
  findByPublicKey(publicKey: string): Promise<AuthenticatedKey | undefined>
  /** Writes the times of last use that are still in memory. */
  flush(): Promise<void>
}

interface StoredKey extends AuthenticatedKey {
  readonly hashedSecretKey: string
}

interface CacheEntry {
  readonly key: Promise<StoredKey | undefined>
  readonly readAt: number
}

const cacheMs = 5_000
const maxCached = 10_000

/** Starts listening for changes of keys; dispose it before the store. */
export async function createApiKeys(ctx: PlatformContext): Promise<ApiKeys> {
  const cache = new Map<string, CacheEntry>()
  const lastUse = trackLastUse(ctx)
  const stopListening = await ctx.metadata.listen(channels.apiKeys, (publicKey) => {
    if (publicKey) cache.delete(publicKey)
    else cache.clear()
  })

  async function find(publicKey: string): Promise<StoredKey | undefined> {
    const cached = cache.get(publicKey)
    // Monotonic: a wall clock that is set back must not keep a revoked key alive.
    if (cached && performance.now() - cached.readAt < cacheMs) return cached.key
    const entry = { key: readKey(ctx, publicKey), readAt: performance.now() }
    cache.delete(publicKey)
    cache.set(publicKey, entry)
    for (const oldest of cache.keys()) {
      if (cache.size <= maxCached) break
      cache.delete(oldest)
    }
    const forget = () => cache.get(publicKey) === entry && cache.delete(publicKey)
    // Neither failures nor unknown keys are kept: a key works from the moment it is created.
    entry.key.then((key) => key ?? forget(), forget)
    return entry.key
  }

  return {
    async authenticate({ publicKey, secretKey }) {
      const stored = await find(publicKey)
      if (!stored || !equalHashes(stored.hashedSecretKey, hashSecretKey(secretKey, ctx.salt)))
        return undefined
      lastUse.touch(stored.apiKeyId)
      return present(stored)
    },
    async findByPublicKey(publicKey) {
      const stored = await find(publicKey)
      return stored && present(stored)
    },
    flush: () => lastUse.flush(),
    async [Symbol.asyncDispose]() {
      await stopListening()
      await lastUse[Symbol.asyncDispose]()
    },
  }
}

function present({ apiKeyId, publicKey, projectId, organizationId }: StoredKey): AuthenticatedKey {
  return { apiKeyId, publicKey, projectId, organizationId }
}

async function readKey(ctx: PlatformContext, publicKey: string): Promise<StoredKey | undefined> {
  const [row] = await ctx.metadata.db
    .select({
      apiKeyId: apiKeys.id,
      publicKey: apiKeys.publicKey,
      projectId: apiKeys.projectId,
      organizationId: apiKeys.organizationId,
      hashedSecretKey: apiKeys.hashedSecretKey,
    })
    .from(apiKeys)
    .where(eq(apiKeys.publicKey, publicKey))
  if (!row || row.projectId === null) return undefined
  return { ...row, projectId: row.projectId }
}
