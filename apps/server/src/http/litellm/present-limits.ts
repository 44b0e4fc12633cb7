import { budgetWindow, type ShownLimits } from '@kansoku/contracts'
import type { GatewayBudgetRow } from '@kansoku/platform'

/** Limits as LiteLLM's answers show them. */
export function presentLimits(limits: GatewayBudgetRow['limits'], now: Date): ShownLimits {
  const { endsAt } = budgetWindow(limits.budgetDuration, now.getTime())
  const modelBudgets = Object.entries(limits.modelMaxBudget ?? {})
  return {
    max_budget: limits.maxBudget ?? null,
    soft_budget: limits.softBudget ?? null,
    budget_duration: limits.budgetDuration ?? null,
    budget_reset_at: Number.isFinite(endsAt) ? new Date(endsAt).toISOString() : null,
    tpm_limit: limits.tpmLimit ?? null,
    rpm_limit: limits.rpmLimit ?? null,
    max_parallel_requests: limits.maxParallelRequests ?? null,
    model_tpm_limit: limits.modelTpmLimit ?? null,
    model_rpm_limit: limits.modelRpmLimit ?? null,
    model_max_budget: Object.fromEntries(
      modelBudgets.map(([model, { maxBudget, budgetDuration }]) => [
        model,
        { budget_limit: maxBudget, time_period: budgetDuration ?? null },
      ]),
    ),
    budget_limits:
      limits.budgetLimits?.map(({ maxBudget, budgetDuration }) => ({
        max_budget: maxBudget,
        budget_duration: budgetDuration ?? null,
      })) ?? null,
  }
}

interface Stamped {
  readonly createdAt: Date
  readonly createdBy: string | null
  readonly updatedAt: Date
  readonly updatedBy: string | null
}

export function presentStamps({ createdAt, createdBy, updatedAt, updatedBy }: Stamped) {
  return {
    created_at: createdAt.toISOString(),
    created_by: createdBy,
    updated_at: updatedAt.toISOString(),
    updated_by: updatedBy,
  }
}
