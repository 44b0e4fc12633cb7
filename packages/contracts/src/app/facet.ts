import { z } from 'zod'

/** Values to filter by, with how many rows have each. */
export const facet = z.array(z.object({ value: z.string(), count: z.number() }))
