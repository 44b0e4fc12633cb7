import { KansokuError, type ModelBody } from '@kansoku/contracts'
import { models } from '@kansoku/storage'
import { and, eq, ne, sql } from 'drizzle-orm'
import { announce, channels } from '../announcements.ts'
import { checkMatchPattern, checkTierPatterns } from './check-patterns.ts'
import { nameTaken, storedModel } from './create-model.ts'
import { type ModelDefinition, toDefinition } from './model-definition.ts'
import type { ModelsContext } from './project-models.ts'

/**
 * Puts another definition in place of a model of the project, under the same id: what was priced before keeps its cost.
 * Throws `invalid_request`, and `not_found` also for models of the price list.
 */
export async function replaceModel(
  ctx: ModelsContext,
  { projectId, id, model }: { projectId: string; id: string; model: ModelBody },
): Promise<ModelDefinition> {
  checkTierPatterns(model.pricingTiers ?? [])
  await checkMatchPattern(ctx, model.matchPattern)
  const values = storedModel(id, model)
  const replaced = await ctx.metadata.db.transaction(async (tx) => {
    const [other] = await tx
      .select({ id: models.id })
      .from(models)
      .where(
        and(
          eq(models.projectId, projectId),
          eq(models.modelName, model.modelName),
          sql`${models.startDate} IS NOT DISTINCT FROM ${values.startDate?.toISOString() ?? null}::timestamptz`,
          ne(models.id, id),
        ),
      )
    if (other) throw nameTaken(model.modelName)
    const [row] = await tx
      .update(models)
      .set({ ...values, updatedAt: ctx.clock.now() })
      .where(and(eq(models.id, id), eq(models.projectId, projectId)))
      .returning()
    if (!row) throw new KansokuError('not_found', 'No model with this id found.')
    await announce(tx, channels.models, projectId)
    return row
  })
  await ctx.projectModels.refresh(projectId)
  return toDefinition(replaced)
}
