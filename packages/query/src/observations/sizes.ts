import { z } from 'zod'
import { defineQuestion } from '../question.ts'
import { inProject, projectScope } from '../sql/scope.ts'
import { observationKey } from './records.ts'

/** Bytes of the input and output of observations, in no order, for keys that a question with FINAL has found. */
export const askObservationSizes = defineQuestion({
  name: 'observations/sizes',
  params: projectScope.extend({ keys: z.array(observationKey) }),
  row: z.object({ id: z.string(), bytes: z.coerce.number() }),
  sql: ({ projectId, keys }, bind) => `
  SELECT id, ifNull(length(input), 0) + ifNull(length(output), 0) AS bytes
  FROM observations
  WHERE ${inProject({ projectId }, bind)}
    AND toStartOfHour(start_time) IN ${bind.hours(keys.map(({ start_time }) => start_time))}
    AND id IN ${bind.texts(keys.map(({ id }) => id))}
    AND is_deleted = 0
  ORDER BY id, row_version DESC LIMIT 1 BY id`,
})
