import { z } from 'zod'
import { defineQuestion } from '../question.ts'
import { inScope } from '../sql/scope.ts'
import { instant } from '../sql/values.ts'
import { observationSelection } from './selection.ts'

/**
 * The last hour of the range that holds any observation, whatever the filters say; no row when none does. Read
 * backwards along the sort key, and without FINAL: what was replaced or moved makes the hour too late at worst.
 */
export const askNewestObservationHour = defineQuestion({
  name: 'observations/newest-hour',
  params: observationSelection,
  row: z.object({ hour: instant }),
  sql: ({ projectId, from, to, after }, bind) => `
  SELECT toStartOfHour(start_time) AS hour
  FROM observations
  WHERE ${inScope('start_time', { projectId, from, to }, bind)}
    ${after ? `AND start_time <= ${bind.instant(after.startTime)}` : ''}
  ORDER BY project_id DESC, hour DESC LIMIT 1`,
})
