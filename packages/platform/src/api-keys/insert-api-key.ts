import { randomUUID } from 'node:crypto'
import { apiKeys, projects } from '@kansoku/storage'
import { eq } from 'drizzle-orm'
import { announce, channels } from '../announcements.ts'
import type { PlatformContext, Transaction } from '../context.ts'
import { displaySecretKey, hashSecretKey } from './hash-secret-key.ts'

export type ApiKeyRow = typeof apiKeys.$inferSelect

export interface NewApiKey {
  readonly projectId: string
  readonly publicKey: string
  /** Kept as a hash only. */
  readonly secretKey: string
  readonly note: string | null
}

/** Works from the end of the transaction on, on all servers. The project must exist. */
export async function insertApiKey(
  ctx: PlatformContext,
  tx: Transaction,
  { projectId, publicKey, secretKey, note }: NewApiKey,
): Promise<ApiKeyRow> {
  const [project] = await tx.select().from(projects).where(eq(projects.id, projectId))
  if (!project) throw new Error(`project ${projectId} is gone`)
  const values = {
    id: randomUUID(),
    organizationId: project.organizationId,
    projectId,
    publicKey,
    hashedSecretKey: hashSecretKey(secretKey, ctx.salt),
    displaySecretKey: displaySecretKey(secretKey),
    note,
    createdAt: ctx.clock.now(),
  }
  const [row] = await tx.insert(apiKeys).values(values).returning()
  if (!row) throw new Error(`key ${publicKey} was not stored`)
  await announce(tx, channels.apiKeys, publicKey)
  return row
}
