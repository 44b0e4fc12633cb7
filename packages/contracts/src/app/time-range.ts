import { z } from 'zod'

/** Half-open interval `[from, to)` of ISO instants, with the environments to include (none given: all). */
export const timeRangeQuery = z.object({
  from: z.iso.datetime({ offset: true }),
  to: z.iso.datetime({ offset: true }),
  environment: z
    .union([z.string(), z.array(z.string())])
    .transform((value) => (typeof value === 'string' ? [value] : value))
    .optional(),
})
export type TimeRangeQuery = z.infer<typeof timeRangeQuery>

export const projectParams = z.object({ projectId: z.string().min(1) })
