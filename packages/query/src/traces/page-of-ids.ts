import { z } from 'zod'
import { defineQuestion } from '../question.ts'
import { instant } from '../sql/values.ts'
import { isStatistic, type TraceOrderColumn, traceOrder } from './columns.ts'
import { fromSelectedTraces, selectsByStatistics, traceSelection } from './selection.ts'

export const tracePage = traceSelection.extend({
  orderBy: z.enum(Object.keys(traceOrder) as [TraceOrderColumn, ...TraceOrderColumn[]]),
  order: z.enum(['asc', 'desc']),
  limit: z.number().int(),
  offset: z.number().int(),
})

/** Ids of one page in order, and how many traces there are in all. Traces without the value come last. */
export const askPageOfTraceIds = defineQuestion({
  name: 'traces/page-of-ids',
  params: tracePage,
  row: z.object({ id: z.string(), timestamp: instant, total: z.number() }),
  sql: (page, bind) => {
    const joined = isStatistic(page.orderBy) || selectsByStatistics(page)
    return `
  SELECT id, timestamp, count() OVER () AS total
  ${fromSelectedTraces(page, bind, joined)}
  ORDER BY ${traceOrder[page.orderBy]} ${page.order === 'asc' ? 'ASC' : 'DESC'} NULLS LAST, timestamp DESC, id
  LIMIT ${bind.count(page.limit)} OFFSET ${bind.count(page.offset)}
  SETTINGS join_use_nulls = 1`
  },
})
