import { z } from 'zod'
import { defineQuestion } from '../question.ts'
import { inProject, projectScope } from '../sql/scope.ts'
import { counts, decimals } from '../sql/values.ts'

/** Usage and cost of a trace, key by key, over all its observations. */
export const askTraceUsage = defineQuestion({
  name: 'observations/trace-usage',
  params: projectScope.extend({ traceId: z.string() }),
  row: z.object({ usage_details: counts, cost_details: decimals }),
  sql: ({ projectId, traceId }, bind) => `
  SELECT sumMap(usage_details) AS usage_details, sumMap(cost_details) AS cost_details
  FROM observations FINAL
  WHERE ${inProject({ projectId }, bind)} AND trace_id = ${bind.text(traceId)}`,
})
