import { findModelPrice, priceUsage } from '@kansoku/catalog'
import type { ModelMatch } from '@kansoku/contracts'
import { requireProjectAccess } from '../access/require-project-access.ts'
import { managedModels } from './model-definition.ts'
import type { ModelsContext } from './project-models.ts'

const managedIds = new Set(managedModels.map(({ id }) => id))

/** What an observation of a model would be priced by, had it begun now, and what it would cost. */
export async function matchModel(
  ctx: ModelsContext,
  input: { userId: string; projectId: string; model: string; usage: Readonly<Record<string, number>> },
): Promise<ModelMatch> {
  await requireProjectAccess(ctx, input)
  const { projectId, model, usage } = input
  const overrides = ctx.projectModels.of(projectId)
  const { price, reason } = findModelPrice(model, { overrides, at: ctx.clock.now() })
  if (!price) return { match: null, reason }
  const { costDetails, tier } = priceUsage(usage, price)
  const isOwn = overrides.some(({ id }) => id === price.id)
  const last = (key: string) => Number(key === 'total')
  return {
    match: {
      modelName: price.modelName,
      modelId: isOwn || managedIds.has(price.id) ? price.id : null,
      isOwn,
      tier: tier?.name ?? null,
      costs: Object.entries(costDetails)
        .sort(([a], [b]) => last(a) - last(b))
        .map(([key, cost]) => ({ key, units: usage[key] ?? null, cost })),
      unpriced: Object.keys(usage).filter((key) => costDetails[key] === undefined),
    },
    reason: null,
  }
}
