import { randomUUID } from 'node:crypto'
import { apiKeys, projects } from '@kansoku/storage'
import { eq } from 'drizzle-orm'
import { announce, channels } from '../announcements.ts'
import { displaySecretKey, equalHashes, hashSecretKey } from '../api-keys/hash-secret-key.ts'
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
  const [project] = await tx.select().from(projects).where(eq(projects.id, projectId))
  if (!project) throw new Error(`project ${projectId} is gone`)
  if (existing) await tx.delete(apiKeys).where(eq(apiKeys.id, existing.id))
  await tx.insert(apiKeys).values({
    id: randomUUID(),
    organizationId: project.organizationId,
    projectId,
    publicKey,
    hashedSecretKey,
    displaySecretKey: displaySecretKey(secretKey),
    note: 'Provisioned API Key',
  })
  await announce(tx, channels.apiKeys, publicKey)
  return true
}
