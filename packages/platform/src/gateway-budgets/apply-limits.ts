import type { LimitChanges } from '@kansoku/contracts'
import type { StoredLimits } from '@kansoku/storage'

/** The limits after a request: what it leaves out stays, what it sets to null goes. */
export function applyLimits(stored: StoredLimits, changes: LimitChanges): StoredLimits {
  const changed = {
    maxBudget: changes.max_budget,
    softBudget: changes.soft_budget,
    budgetDuration: changes.budget_duration,
    tpmLimit: changes.tpm_limit,
    rpmLimit: changes.rpm_limit,
    maxParallelRequests: changes.max_parallel_requests,
    modelTpmLimit: changes.model_tpm_limit,
    modelRpmLimit: changes.model_rpm_limit,
    modelMaxBudget: changes.model_max_budget,
    budgetLimits: changes.budget_limits === null ? null : changes.budget_limits?.map(toBudget),
  }
  const given = Object.entries(changed).filter(([, value]) => value !== undefined)
  const all = { ...stored, ...Object.fromEntries(given) }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null))
}

function toBudget({ max_budget, budget_duration }: NonNullable<LimitChanges['budget_limits']>[number]) {
  return { maxBudget: max_budget, budgetDuration: budget_duration }
}
