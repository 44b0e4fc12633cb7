import { z } from 'zod'
import { defineQuestion } from '../question.ts'
import { inSpendScope, spendScope } from './spend-sums.ts'

/** How many calls the caches of gateways answered, and the tokens that nobody had to make again. */
export const askCacheHits = defineQuestion({
  name: 'spend/cache-hits',
  lane: 'report',
  params: spendScope,
  row: z.object({
    key: z.string(),
    call_type: z.string(),
    model: z.string(),
    calls: z.number(),
    hits: z.number(),
    cached_tokens: z.number(),
    generated_tokens: z.number(),
  }),
  sql: (scope, bind) => `
  SELECT key_hash AS key, call_type, model, count() AS calls, countIf(cache_hit) AS hits,
    sumIf(output_tokens, cache_hit) AS cached_tokens, sumIf(output_tokens, NOT cache_hit) AS generated_tokens
  FROM gateway_calls FINAL WHERE ${inSpendScope(scope, bind)}
  GROUP BY key, call_type, model ORDER BY calls DESC, key, call_type, model`,
})
