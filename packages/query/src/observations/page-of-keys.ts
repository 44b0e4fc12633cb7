import { z } from 'zod'
import { defineQuestion } from '../question.ts'
import { exactInstant } from '../sql/values.ts'
import { observationSelection, selectObservations } from './selection.ts'

/** Keys of the observations of one page, newest start first. */
export const askPageOfObservationKeys = defineQuestion({
  name: 'observations/page-of-keys',
  params: observationSelection.extend({ limit: z.number().int(), offset: z.number().int() }),
  row: z.object({ id: z.string(), trace_id: z.string(), start_time: exactInstant }),
  sql: (page, bind) => `
  SELECT id, trace_id, start_time
  FROM observations FINAL WHERE ${selectObservations(page, bind)}
  ORDER BY start_time DESC, trace_id DESC, id DESC
  LIMIT ${bind.count(page.limit)} OFFSET ${bind.count(page.offset)}`,
})
