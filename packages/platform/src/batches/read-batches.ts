import {
  type Batch,
  KansokuError,
  type listBatches as listRoute,
  type RouteResponse,
} from '@kansoku/contracts'
import { batches, users } from '@kansoku/storage'
import { and, desc, eq } from 'drizzle-orm'
import { hasProjectScope } from '../access/project-scopes.ts'
import { requireProjectAccess } from '../access/require-project-access.ts'
import type { PlatformContext } from '../context.ts'
import { type BatchRow, nameCreator, presentBatch, toBatch } from './batch-row.ts'

export interface BatchReader {
  readonly userId: string
  readonly projectId: string
}
export type OneBatch = BatchReader & { readonly batchId: string }

const mostListed = 200

/** The newest first. All verbs here throw `not_found` unless the user may see the project. */
export async function listBatches(
  ctx: PlatformContext,
  reader: BatchReader,
): Promise<RouteResponse<typeof listRoute>> {
  const { role } = await requireProjectAccess(ctx, { ...reader, scope: 'traces:read' })
  const rows = await ctx.metadata.db
    .select({ batch: batches, creator: users.name })
    .from(batches)
    .leftJoin(users, eq(users.id, batches.createdBy))
    .where(eq(batches.projectId, reader.projectId))
    .orderBy(desc(batches.createdAt), desc(batches.id))
    .limit(mostListed)
  const { userId } = reader
  const mayChangeAll = hasProjectScope(role, 'project:update')
  return {
    batches: rows.map(({ batch, creator }) =>
      presentBatch(toBatch(batch), creator, { userId, mayChangeAll }),
    ),
    mayAnnotate: hasProjectScope(role, 'traces:annotate'),
    mayDelete: hasProjectScope(role, 'traces:delete'),
  }
}

export async function findBatch(ctx: PlatformContext, one: OneBatch): Promise<BatchRow> {
  const [found] = await ctx.metadata.db
    .select()
    .from(batches)
    .where(and(eq(batches.projectId, one.projectId), eq(batches.id, one.batchId)))
  if (!found) throw new KansokuError('not_found', `Batch ${one.batchId} not found`)
  return toBatch(found)
}

/** For whoever asked for it, and for those who look after the project. Throws `access_denied` to others. */
export async function requireOwnBatch(ctx: PlatformContext, one: OneBatch): Promise<BatchRow> {
  const { role } = await requireProjectAccess(ctx, { ...one, scope: 'traces:read' })
  const batch = await findBatch(ctx, one)
  if (batch.createdBy === one.userId || hasProjectScope(role, 'project:update')) return batch
  throw new KansokuError('access_denied')
}

/** As its owner, or somebody else who may change it, sees it. */
export async function showOwnBatch(ctx: PlatformContext, batch: BatchRow, userId: string): Promise<Batch> {
  return presentBatch(batch, await nameCreator(ctx, batch), { userId, mayChangeAll: true })
}
