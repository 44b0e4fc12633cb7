import { z } from 'zod'
import { defineQuestion } from '../question.ts'
import { projectScope } from '../sql/scope.ts'
import { counts, decimals } from '../sql/values.ts'
import { ofTraces } from './of-traces.ts'
import { shownStatistics, traceStatisticsRow } from './trace-statistics.ts'

/** Statistics of one trace, and its usage and cost key by key, over all its observations; no row without any. */
export const askTraceTotals = defineQuestion({
  name: 'observations/trace-totals',
  access: 'lookup',
  params: projectScope.extend({ traceId: z.string() }),
  row: traceStatisticsRow.extend({ usage_sums: counts, cost_sums: decimals }),
  sql: ({ projectId, traceId }, bind) => `
  SELECT trace_id, ${shownStatistics}, sumMap(usage_details) AS usage_sums, sumMap(cost_details) AS cost_sums
  FROM observations FINAL
  WHERE ${ofTraces({ projectId, traceIds: [traceId] }, bind)}
  GROUP BY trace_id`,
})
