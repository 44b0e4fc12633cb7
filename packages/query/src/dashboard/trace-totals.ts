import { z } from 'zod'
import { traceHash } from '../observations/measures.ts'
import { defineQuestion } from '../question.ts'
import { aroundScope, inScope } from '../sql/scope.ts'
import { flag } from '../sql/values.ts'
import { dashboardScope } from './scope.ts'

/** Traces of a range, those before and from `boundary` on apart. Failed are those with an ERROR observation. */
export const askTraceTotals = defineQuestion({
  name: 'dashboard/trace-totals',
  params: dashboardScope.extend({ boundary: dashboardScope.shape.from }),
  row: z.object({
    current: flag,
    traces: z.number(),
    failed: z.number(),
    users: z.number(),
    sessions: z.number(),
  }),
  lane: 'report',
  sql: (scope, bind) => `
  SELECT timestamp >= ${bind.instant(scope.boundary)} AS current, count() AS traces,
    countIf(${traceHash('id')} IN (SELECT ${traceHash('trace_id')} FROM observations FINAL
      WHERE ${aroundScope(scope, bind)} AND level = 'ERROR')) AS failed,
    uniqExact(user_id) AS users, uniqExact(session_id) AS sessions
  FROM traces FINAL WHERE ${inScope('timestamp', scope, bind)}
  GROUP BY current`,
})
