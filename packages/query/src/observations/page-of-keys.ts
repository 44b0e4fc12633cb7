import { z } from 'zod'
import { defineQuestion } from '../question.ts'
import { exactInstant } from '../sql/values.ts'
import { type ObservationOrderColumn, observationOrder } from './columns.ts'
import { observationSelection, selectObservations } from './selection.ts'

const columns = Object.keys(observationOrder) as [ObservationOrderColumn, ...ObservationOrderColumn[]]

export const observationPage = observationSelection.extend({
  orderBy: z.enum(columns).default('startTime'),
  order: z.enum(['asc', 'desc']).default('desc'),
  limit: z.number().int(),
  offset: z.number().int(),
})

/** Keys of the observations of one page; those without the value that they are sorted by come last, the newest first. */
export const askPageOfObservationKeys = defineQuestion({
  name: 'observations/page-of-keys',
  params: observationPage,
  row: z.object({ id: z.string(), trace_id: z.string(), start_time: exactInstant }),
  sql: (page, bind) => `
  SELECT id, trace_id, start_time
  FROM observations FINAL WHERE ${selectObservations(page, bind)}
  ORDER BY ${orderOf(page)}
  LIMIT ${bind.count(page.limit)} OFFSET ${bind.count(page.offset)}`,
})

function orderOf({ orderBy, order }: z.output<typeof observationPage>): string {
  const direction = order === 'asc' ? 'ASC' : 'DESC'
  if (orderBy !== 'startTime') {
    return `${observationOrder[orderBy]} ${direction} NULLS LAST, start_time DESC, trace_id DESC, id DESC`
  }
  return ['start_time', 'trace_id', 'id'].map((column) => `${column} ${direction}`).join(', ')
}
