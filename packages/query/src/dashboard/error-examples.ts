import { z } from 'zod'
import { observationKey, ofKeys } from '../observations/of-keys.ts'
import { defineQuestion } from '../question.ts'
import { projectScope } from '../sql/scope.ts'

/** Message (its first 1000 characters) and trace of failed observations that a question with FINAL has found. */
export const askErrorExamples = defineQuestion({
  name: 'dashboard/error-examples',
  params: projectScope.extend({ keys: z.array(observationKey) }),
  row: z.object({ id: z.string(), trace_id: z.string(), message: z.string() }),
  lane: 'report',
  sql: ({ projectId, keys }, bind) => `
  SELECT id, trace_id, leftUTF8(ifNull(status_message, ''), 1000) AS message
  FROM observations
  ${ofKeys({ projectId, keys }, bind)}`,
})
