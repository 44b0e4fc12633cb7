import { z } from 'zod'
import { defineQuestion } from '../question.ts'
import { inProject, projectScope } from '../sql/scope.ts'

/**
 * Ids of the scores of each of the named traces, corrections aside, which the first generation of the API does not
 * know; traces without scores have no row.
 */
export const askScoreIdsOfTraces = defineQuestion({
  name: 'scores/ids-of-traces',
  params: projectScope.extend({ traceIds: z.array(z.string()) }),
  row: z.object({ trace_id: z.string(), ids: z.array(z.string()) }),
  sql: ({ projectId, traceIds }, bind) => `
  SELECT assumeNotNull(trace_id) AS trace_id, groupArray(id) AS ids
  FROM scores FINAL
  WHERE ${inProject({ projectId }, bind)} AND scores.trace_id IN ${bind.texts(traceIds)}
    AND data_type != 'CORRECTION'
  GROUP BY trace_id`,
})
