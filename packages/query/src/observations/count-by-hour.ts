import { z } from 'zod'
import { defineQuestion } from '../question.ts'
import { instant } from '../sql/values.ts'
import { observationSelection, selectObservations } from './selection.ts'

/** How many selected observations each hour holds: gives the total, and tells where a page lies. */
export const askObservationCountByHour = defineQuestion({
  name: 'observations/count-by-hour',
  params: observationSelection,
  row: z.object({ hour: instant, rows: z.number() }),
  sql: (selection, bind) => `
  SELECT toStartOfHour(start_time) AS hour, count() AS rows
  FROM observations FINAL WHERE ${selectObservations(selection, bind)}
  GROUP BY hour ORDER BY hour`,
})
