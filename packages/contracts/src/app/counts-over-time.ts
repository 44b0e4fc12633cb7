import { z } from 'zod'

/** Rows of a list and those that failed, by buckets of its range without gaps. */
export const countsOverTime = z.object({
  bucketSeconds: z.number(),
  points: z.array(z.object({ time: z.iso.datetime(), rows: z.number(), errors: z.number() })),
})
export type CountsOverTime = z.output<typeof countsOverTime>
