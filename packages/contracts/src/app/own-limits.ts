import { z } from 'zod'

/** Limits that were given to somebody directly; where one is null, that of their budget with a name holds. */
export const ownLimits = z.object({
  /** US dollars. */
  maxBudget: z.number().nullable(),
  budgetDuration: z.string().nullable(),
  /** A minute. */
  rpmLimit: z.number().nullable(),
  tpmLimit: z.number().nullable(),
})
export type OwnLimits = z.infer<typeof ownLimits>
