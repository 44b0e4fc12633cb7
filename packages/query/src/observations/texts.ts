import { z } from 'zod'
import { defineQuestion } from '../question.ts'
import { inProject, projectScope } from '../sql/scope.ts'
import { texts } from '../sql/values.ts'
import { observationKey } from './records.ts'

/** The long columns of observations, in no order; keys as for `askObservationRecords`, which has all the others. */
export const askObservationTexts = defineQuestion({
  name: 'observations/texts',
  params: projectScope.extend({ keys: z.array(observationKey) }),
  row: z.object({
    id: z.string(),
    row_version: z.number(),
    input: z.string().nullable(),
    output: z.string().nullable(),
    metadata: texts,
  }),
  sql: ({ projectId, keys }, bind) => `
  SELECT id, row_version, input, output, metadata
  FROM observations
  WHERE ${inProject({ projectId }, bind)}
    AND toStartOfHour(start_time) IN ${bind.hours(keys.map(({ start_time }) => start_time))}
    AND id IN ${bind.texts(keys.map(({ id }) => id))}
    AND is_deleted = 0
  ORDER BY id, row_version DESC LIMIT 1 BY id`,
})
