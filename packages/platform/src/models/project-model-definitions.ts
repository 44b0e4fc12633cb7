import type { ModelBody } from '@kansoku/contracts'
import { hasProjectScope } from '../access/project-scopes.ts'
import { requireProjectAccess } from '../access/require-project-access.ts'
import { createModel } from './create-model.ts'
import { deleteModel } from './delete-model.ts'
import type { ModelDefinition } from './model-definition.ts'
import type { ModelsContext } from './project-models.ts'
import { listModels } from './read-models.ts'
import { replaceModel } from './replace-model.ts'

interface Actor {
  readonly userId: string
  readonly projectId: string
}

const all = { limit: Number.MAX_SAFE_INTEGER, offset: 0 }

/** All of them, by name. Throws `not_found` unless the user may see the project. */
export async function listModelDefinitions(
  ctx: ModelsContext,
  actor: Actor,
): Promise<{ models: readonly ModelDefinition[]; mayChange: boolean }> {
  const { role } = await requireProjectAccess(ctx, actor)
  const { models } = await listModels(ctx, { projectId: actor.projectId, ...all })
  return { models, mayChange: hasProjectScope(role, 'models:write') }
}

/** As `createModel`, for owners and administrators: others get `access_denied`. So do the verbs below. */
export async function addModelDefinition(
  ctx: ModelsContext,
  { model, ...actor }: Actor & { model: ModelBody },
): Promise<ModelDefinition> {
  await requireProjectAccess(ctx, { ...actor, scope: 'models:write' })
  return createModel(ctx, { projectId: actor.projectId, model })
}

export async function changeModelDefinition(
  ctx: ModelsContext,
  { model, modelId, ...actor }: Actor & { modelId: string; model: ModelBody },
): Promise<ModelDefinition> {
  await requireProjectAccess(ctx, { ...actor, scope: 'models:write' })
  return replaceModel(ctx, { projectId: actor.projectId, id: modelId, model })
}

export async function removeModelDefinition(
  ctx: ModelsContext,
  { modelId, ...actor }: Actor & { modelId: string },
): Promise<void> {
  await requireProjectAccess(ctx, { ...actor, scope: 'models:write' })
  await deleteModel(ctx, { projectId: actor.projectId, id: modelId })
}
