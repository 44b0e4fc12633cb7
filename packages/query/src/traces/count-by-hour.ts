import { z } from 'zod'
import { defineQuestion } from '../question.ts'
import { instant } from '../sql/values.ts'
import { selectTraces, traceSelection } from './selection.ts'

/** How many selected traces each hour holds: gives the total, and tells where a page of a list by time lies. */
export const askTraceCountByHour = defineQuestion({
  name: 'traces/count-by-hour',
  params: traceSelection,
  row: z.object({ hour: instant, rows: z.number() }),
  sql: (selection, bind) => `
  SELECT toStartOfHour(timestamp) AS hour, count() AS rows
  FROM traces FINAL WHERE ${selectTraces(selection, bind)}
  GROUP BY hour ORDER BY hour`,
})
