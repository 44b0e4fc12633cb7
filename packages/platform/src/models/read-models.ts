import { KansokuError } from '@kansoku/contracts'
import { models } from '@kansoku/storage'
import { and, eq } from 'drizzle-orm'
import type { PlatformContext } from '../context.ts'
import { type ModelDefinition, managedModels, toDefinition } from './model-definition.ts'
import { readProjectModels } from './project-models.ts'

const managedById = new Map(managedModels.map((model) => [model.id, model]))

/** A page of the project's own models and those of the price list, by name; of one name the latest start first. */
export async function listModels(
  ctx: PlatformContext,
  { projectId, limit, offset }: { projectId: string; limit: number; offset: number },
): Promise<{ models: readonly ModelDefinition[]; totalItems: number }> {
  const own = await readProjectModels(ctx, projectId)
  const all = [...own, ...managedModels].sort((a, b) => compare(a.modelName, b.modelName))
  return { models: all.slice(offset, offset + limit), totalItems: all.length }
}

/** A model of the project or of the price list. Throws `not_found`. */
export async function getModel(
  ctx: PlatformContext,
  { projectId, id }: { projectId: string; id: string },
): Promise<ModelDefinition> {
  const managed = managedById.get(id)
  if (managed) return managed
  const [row] = await ctx.metadata.db
    .select()
    .from(models)
    .where(and(eq(models.id, id), eq(models.projectId, projectId)))
  if (!row) throw new KansokuError('not_found', 'No model with this id found.')
  return toDefinition(row)
}

function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
