import { z } from 'zod'
import { duration } from './duration.ts'

const dollars = z.number().min(0)
const count = z.number().int().min(0)

/** One of LiteLLM's three spellings of a budget for a model. */
const modelBudget = z.union([
  dollars.transform((maxBudget) => ({ maxBudget })),
  z
    .object({ budget_limit: dollars, time_period: duration.nullish() })
    .transform(({ budget_limit, time_period }) => toBudget(budget_limit, time_period)),
  z
    .object({ max_budget: dollars, budget_duration: duration.nullish() })
    .transform(({ max_budget, budget_duration }) => toBudget(max_budget, budget_duration)),
])

function toBudget(maxBudget: number, budgetDuration: string | null | undefined) {
  return { maxBudget, ...(budgetDuration ? { budgetDuration } : {}) }
}

/** What may be spent and how fast, as management requests say it. Null takes a limit away. */
export const limitFields = {
  /** US dollars. */
  max_budget: dollars.nullish(),
  soft_budget: dollars.nullish(),
  budget_duration: duration.nullish(),
  tpm_limit: count.nullish(),
  rpm_limit: count.nullish(),
  max_parallel_requests: count.nullish(),
  model_tpm_limit: z.record(z.string(), count).nullish(),
  model_rpm_limit: z.record(z.string(), count).nullish(),
  model_max_budget: z.record(z.string(), modelBudget).nullish(),
  /** Further budgets that hold besides the first one. */
  budget_limits: z
    .array(z.object({ max_budget: dollars, budget_duration: duration }))
    .max(10)
    .nullish(),
}

/** The same as answers show it. */
export const shownLimits = z.object({
  max_budget: z.number().nullable(),
  soft_budget: z.number().nullable(),
  budget_duration: z.string().nullable(),
  /** When the budget begins anew; null without a duration. */
  budget_reset_at: z.string().nullable(),
  tpm_limit: z.number().nullable(),
  rpm_limit: z.number().nullable(),
  max_parallel_requests: z.number().nullable(),
  model_tpm_limit: z.record(z.string(), z.number()).nullable(),
  model_rpm_limit: z.record(z.string(), z.number()).nullable(),
  model_max_budget: z.record(
    z.string(),
    z.object({ budget_limit: z.number(), time_period: z.string().nullable() }),
  ),
  budget_limits: z
    .array(z.object({ max_budget: z.number(), budget_duration: z.string().nullable() }))
    .nullable(),
})
export type ShownLimits = z.infer<typeof shownLimits>

const limitsShape = z.object(limitFields)
/** What a request says of limits; what is absent stays as it is. */
export type LimitChanges = z.infer<typeof limitsShape>
