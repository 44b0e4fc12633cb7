import { z } from 'zod'
import { defineQuestion } from '../question.ts'
import { projectScope } from '../sql/scope.ts'
import { texts } from '../sql/values.ts'
import { observationKey, ofKeys } from './of-keys.ts'

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
  ${ofKeys({ projectId, keys }, bind)}`,
})
