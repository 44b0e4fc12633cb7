import { type Decimal, sumDecimals, toDecimal } from '@kansoku/catalog'

export type CostDetails = Readonly<Record<string, Decimal>>

/** Reads given costs in US dollars: non-negative numbers stay, the rest is left out. Undefined when none remains. */
export function readCostDetails(value: unknown): CostDetails | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const costs: [string, Decimal][] = []
  for (const [key, entry] of Object.entries(value)) {
    if (typeof entry === 'number' && Number.isFinite(entry) && entry >= 0) costs.push([key, toDecimal(entry)])
  }
  return costs.length === 0 ? undefined : Object.fromEntries(costs)
}

/** With `total`: as given, else the sum of all costs. */
export function withTotalCost(costs: CostDetails): CostDetails {
  return costs.total === undefined ? { ...costs, total: sumDecimals(Object.values(costs)) } : costs
}
