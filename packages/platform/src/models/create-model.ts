import { randomUUID } from 'node:crypto'
import { KansokuError, type ModelBody, type PricingTierInput } from '@kansoku/contracts'
import { models } from '@kansoku/storage'
import { count, eq } from 'drizzle-orm'
import { announce, channels } from '../announcements.ts'
import { checkMatchPattern, checkTierPatterns } from './check-patterns.ts'
import { type ModelDefinition, toDefinition } from './model-definition.ts'
import type { ModelsContext } from './project-models.ts'

/** All models of a project are at hand in memory on every server. */
const mostModels = 2000

type Tiers = (typeof models.$inferInsert)['pricingTiers']

/**
 * Defines a model of the project. Observations that this server takes afterwards are priced by it at once, those of
 * other servers as soon as they hear of it. Throws `invalid_request`.
 */
export async function createModel(
  ctx: ModelsContext,
  { projectId, model }: { projectId: string; model: ModelBody },
): Promise<ModelDefinition> {
  checkTierPatterns(model.pricingTiers ?? [])
  await checkMatchPattern(ctx, model.matchPattern)
  const id = randomUUID()
  const created = await ctx.metadata.db.transaction(async (tx) => {
    const [stored] = await tx.select({ models: count() }).from(models).where(eq(models.projectId, projectId))
    if ((stored?.models ?? 0) >= mostModels) {
      throw new KansokuError('invalid_request', `A project can have at most ${mostModels} models of its own`)
    }
    const [row] = await tx
      .insert(models)
      .values({
        id,
        projectId,
        ...storedModel(id, model),
        createdAt: ctx.clock.now(),
      })
      .onConflictDoNothing()
      .returning()
    if (!row) throw nameTaken(model.modelName)
    await announce(tx, channels.models, projectId)
    return row
  })
  await ctx.projectModels.refresh(projectId)
  return toDefinition(created)
}

export function nameTaken(modelName: string): KansokuError {
  return new KansokuError('invalid_request', `Model name '${modelName}' already exists in project`, {
    remedy: 'Delete it first, or give the new definition a startDate of its own.',
  })
}

/** A definition as it is stored, whoever's and since whenever. */
export function storedModel(id: string, model: ModelBody) {
  return {
    modelName: model.modelName,
    matchPattern: model.matchPattern,
    startDate: model.startDate == null ? null : new Date(model.startDate),
    unit: model.unit ?? null,
    tokenizerId: model.tokenizerId ?? null,
    tokenizerConfig: model.tokenizerConfig ?? null,
    pricingTiers: tiersOf(id, model),
  }
}

/** Flat prices are one tier that always holds. */
function tiersOf(modelId: string, model: ModelBody): Tiers {
  const given = model.pricingTiers ?? []
  if (given.length > 0) {
    return [...given].sort((a, b) => a.priority - b.priority).map((tier) => ({ id: randomUUID(), ...tier }))
  }
  const prices = Object.entries({
    input: model.inputPrice,
    output: model.outputPrice,
    total: model.totalPrice,
  })
  const tier: PricingTierInput = {
    name: 'Standard',
    isDefault: true,
    priority: 0,
    conditions: [],
    prices: Object.fromEntries(prices.filter((entry): entry is [string, number] => entry[1] != null)),
  }
  return [{ id: `${modelId}_tier_default`, ...tier }]
}
