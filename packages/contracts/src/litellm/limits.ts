import { z } from 'zod'
import { duration } from './duration.ts'

const dollars = z.number().min(0)
const count = z.number().int().min(0)

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
}

/** The same as answers show it. */
export const shownLimits = z.object({
  max_budget: z.number().nullable(),
  soft_budget: z.number().nullable(),
  budget_duration: z.string().nullable(),
  tpm_limit: z.number().nullable(),
  rpm_limit: z.number().nullable(),
  max_parallel_requests: z.number().nullable(),
  model_tpm_limit: z.record(z.string(), z.number()).nullable(),
  model_rpm_limit: z.record(z.string(), z.number()).nullable(),
})
export type ShownLimits = z.infer<typeof shownLimits>

const limitsShape = z.object(limitFields)
/** What a request says of limits; what is absent stays as it is. */
export type LimitChanges = z.infer<typeof limitsShape>
