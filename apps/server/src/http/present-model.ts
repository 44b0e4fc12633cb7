import type { PublicModel } from '@kansoku/contracts'
import type { ModelDefinition } from '@kansoku/platform'

/** A model of the public API; its flat prices are those of the default tier. */
export function presentModel(model: ModelDefinition): PublicModel {
  const prices = model.pricingTiers.find(({ isDefault }) => isDefault)?.prices ?? {}
  return {
    id: model.id,
    modelName: model.modelName,
    matchPattern: model.matchPattern,
    startDate: model.startDate,
    unit: model.unit,
    inputPrice: prices.input ?? null,
    outputPrice: prices.output ?? null,
    totalPrice: prices.total ?? null,
    tokenizerId: model.tokenizerId,
    tokenizerConfig: model.tokenizerConfig,
    isLangfuseManaged: model.projectId === null,
    createdAt: model.createdAt,
    prices: Object.fromEntries(Object.entries(prices).map(([key, price]) => [key, { price }])),
    pricingTiers: model.pricingTiers.map((tier) => ({
      id: tier.id,
      name: tier.name,
      isDefault: tier.isDefault,
      priority: tier.priority,
      conditions: tier.conditions.map(presentCondition),
      prices: { ...tier.prices },
    })),
  }
}

type Condition = PublicModel['pricingTiers'][number]['conditions'][number]

function presentCondition(
  condition: ModelDefinition['pricingTiers'][number]['conditions'][number],
): Condition {
  if ('source' in condition) {
    const { source, key, operator, values } = condition
    return { source, key, operator, values: [...values] }
  }
  const { usageDetailPattern, operator, value, caseSensitive = false } = condition
  return { usageDetailPattern, operator, value, caseSensitive }
}
