import { filterList } from '@kansoku/contracts'
import { z } from 'zod'
import { defineQuestion } from '../question.ts'
import type { Binder } from '../sql/binder.ts'
import { aroundScope, rangeScope } from '../sql/scope.ts'
import { traceHash } from '../sql/trace-hash.ts'
import { decimal } from '../sql/values.ts'
import { selectTraces } from '../traces/selection.ts'

/** Which traces are counted, with the observations they have. Times are those of the traces. */
export const dailyScope = rangeScope.extend({ filter: filterList.default([]) })
type DailyScope = z.output<typeof dailyScope>

export const askTracesPerDay = defineQuestion({
  name: 'metrics/traces-per-day',
  params: dailyScope,
  row: z.object({ date: z.string(), traces: z.number() }),
  lane: 'report',
  sql: (scope, bind) => `
  SELECT formatDateTime(timestamp, '%Y-%m-%d') AS date, count() AS traces
  FROM traces FINAL WHERE ${selectTraces(scope, bind)}
  GROUP BY date`,
})

/** Per day and model, of observations whose trace was counted. */
export const askUsagePerDay = defineQuestion({
  name: 'metrics/usage-per-day',
  params: dailyScope,
  row: z.object({
    date: z.string(),
    model: z.string().nullable(),
    observations: z.number(),
    traces: z.number(),
    input_tokens: z.number(),
    output_tokens: z.number(),
    total_tokens: z.number(),
    total_cost: decimal.nullable(),
  }),
  lane: 'report',
  sql: (scope, bind) => `
  SELECT formatDateTime(start_time, '%Y-%m-%d') AS date, provided_model_name AS model, count() AS observations,
    uniqExact(${traceHash('trace_id')}) AS traces, sum(input_tokens) AS input_tokens,
    sum(output_tokens) AS output_tokens, sum(total_tokens) AS total_tokens, sum(total_cost) AS total_cost
  FROM observations FINAL WHERE ${ofTraces(scope, bind)}
  GROUP BY date, model
  ORDER BY date, model`,
})
export type UsagePerDay = Awaited<ReturnType<typeof askUsagePerDay>>[number]

function ofTraces(scope: DailyScope, bind: Binder): string {
  const parts = [
    aroundScope(scope, bind),
    `${traceHash('trace_id')} IN (SELECT ${traceHash('id')} FROM traces FINAL WHERE ${selectTraces(scope, bind)})`,
  ]
  if (scope.environment?.length) parts.push(`environment IN ${bind.texts(scope.environment)}`)
  return parts.join(' AND ')
}
