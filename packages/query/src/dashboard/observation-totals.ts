import { z } from 'zod'
import { isModelCall, latencySeconds } from '../observations/measures.ts'
import { defineQuestion } from '../question.ts'
import { inScope } from '../sql/scope.ts'
import { decimal, flag } from '../sql/values.ts'
import { dashboardScope } from './scope.ts'

/** Observations of a range, those before and from `boundary` on apart. Latency is that of finished model calls. */
export const askObservationTotals = defineQuestion({
  name: 'dashboard/observation-totals',
  params: dashboardScope.extend({ boundary: dashboardScope.shape.from }),
  row: z.object({
    current: flag,
    generations: z.number(),
    total_cost: decimal.nullable(),
    input_tokens: z.number(),
    output_tokens: z.number(),
    cache_read_tokens: z.number(),
    cache_write_tokens: z.number(),
    latency: z.array(z.number().nullable()),
  }),
  lane: 'report',
  sql: (scope, bind) => `
  SELECT start_time >= ${bind.instant(scope.boundary)} AS current,
    countIf(${isModelCall}) AS generations,
    sum(total_cost) AS total_cost,
    sum(input_tokens) AS input_tokens, sum(output_tokens) AS output_tokens,
    sum(cache_read_tokens) AS cache_read_tokens, sum(cache_write_tokens) AS cache_write_tokens,
    quantilesIf(0.5, 0.95)(${latencySeconds}, ${isModelCall}) AS latency
  FROM observations FINAL WHERE ${inScope('start_time', scope, bind)}
  GROUP BY current`,
})
