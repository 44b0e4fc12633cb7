import { KansokuError } from '@kansoku/contracts'
import { models } from '@kansoku/storage'
import { and, eq } from 'drizzle-orm'
import { announce, channels } from '../announcements.ts'
import type { ModelsContext } from './project-models.ts'

/**
 * Deletes a model of the project. Observations that were priced by it keep their cost; the next ones are priced by what
 * else fits. Throws `not_found`, also for models of the price list.
 */
export async function deleteModel(
  ctx: ModelsContext,
  { projectId, id }: { projectId: string; id: string },
): Promise<void> {
  await ctx.metadata.db.transaction(async (tx) => {
    const deleted = await tx
      .delete(models)
      .where(and(eq(models.id, id), eq(models.projectId, projectId)))
      .returning({ id: models.id })
    if (deleted.length === 0) {
      throw new KansokuError(
        'not_found',
        'No model with this id found. Note: You cannot delete built-in models, override them with a model with the same name.',
      )
    }
    await announce(tx, channels.models, projectId)
  })
  await ctx.projectModels.refresh(projectId)
}
