import { apiKeys } from '@kansoku/storage'
import { eq } from 'drizzle-orm'
import { equalHashes, hashSecretKey } from '../api-keys/hash-secret-key.ts'
import { insertApiKey } from '../api-keys/insert-api-key.ts'
import type { PlatformContext, Transaction } from '../context.ts'

/** True when the key was created, or moved from another project. */
export async function ensureApiKey(
  ctx: PlatformContext,
  tx: Transaction,
  { publicKey, secretKey, projectId }: { publicKey: string; secretKey: string; projectId: string },
  warnings: string[],
): Promise<boolean> {
  const hashedSecretKey = hashSecretKey(secretKey, ctx.salt)
  const [existing] = await tx.select().from(apiKeys).where(eq(apiKeys.publicKey, publicKey))
  if (existing?.projectId === projectId) {
    if (!equalHashes(existing.hashedSecretKey, hashedSecretKey)) {
      warnings.push(
        `LANGFUSE_INIT_PROJECT_SECRET_KEY (or SALT) is not the one that was set when key ${publicKey} was created; the first one stays valid. To change it, set a new LANGFUSE_INIT_PROJECT_PUBLIC_KEY too.`,
      )
    }
    return false
  }
  if (existing) await tx.delete(apiKeys).where(eq(apiKeys.id, existing.id))
  await insertApiKey(ctx, tx, { projectId, publicKey, secretKey, note: 'Provisioned API Key' })
  return true
}
