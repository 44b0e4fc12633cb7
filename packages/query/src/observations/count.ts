import { z } from 'zod'
import { defineQuestion } from '../question.ts'
import { observationSelection, selectObservations } from './selection.ts'

/** How many observations are selected; one row. */
export const askObservationCount = defineQuestion({
  name: 'observations/count',
  params: observationSelection,
  row: z.object({ rows: z.number() }),
  sql: (selection, bind) => `
  SELECT count() AS rows FROM observations FINAL WHERE ${selectObservations(selection, bind)}`,
})
