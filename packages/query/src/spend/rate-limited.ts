import { z } from 'zod'
import { defineQuestion } from '../question.ts'
import { spendColumns } from './spend-columns.ts'
import { inSpendScope, spendScope } from './spend-sums.ts'

/** Tries that a provider, or a limit of the gateway, refused because there were too many, by day. */
export const askRateLimited = defineQuestion({
  name: 'spend/rate-limited',
  lane: 'report',
  params: spendScope,
  row: z.object({ day: z.string(), tries: z.number() }),
  sql: (scope, bind) => `
  SELECT toString(${spendColumns.day}) AS day, count() AS tries
  FROM gateway_calls FINAL WHERE ${inSpendScope(scope, bind)} AND error_class = 'RateLimitError'
  GROUP BY day ORDER BY day`,
})
