import { z } from 'zod'

const instant = z.iso.datetime()

/** What the traces of a session or a user add up to. Costs in USD; null where nothing has a price. */
export const groupFigures = z.object({
  traceCount: z.number(),
  /** Traces with at least one ERROR observation. */
  failedTraces: z.number(),
  firstTrace: instant,
  lastTrace: instant,
  /** By name, at most twenty. */
  models: z.array(z.string()),
  /** All input, cache reads and writes included. */
  inputTokens: z.number(),
  outputTokens: z.number(),
  cacheReadTokens: z.number(),
  cacheWriteTokens: z.number(),
  totalTokens: z.number(),
  totalCost: z.number().nullable(),
})
