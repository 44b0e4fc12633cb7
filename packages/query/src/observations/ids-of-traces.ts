import { z } from 'zod'
import { defineQuestion } from '../question.ts'
import { inProject, projectScope } from '../sql/scope.ts'

/** Ids of the observations of each of the named traces, by start time. */
export const askObservationIdsOfTraces = defineQuestion({
  name: 'observations/ids-of-traces',
  params: projectScope.extend({ traceIds: z.array(z.string()) }),
  row: z.object({ trace_id: z.string(), ids: z.array(z.string()) }),
  sql: ({ projectId, traceIds }, bind) => `
  SELECT trace_id, arrayMap(pair -> pair.2, arraySort(groupArray((start_time, id)))) AS ids
  FROM observations FINAL
  WHERE ${inProject({ projectId }, bind)} AND trace_id IN ${bind.texts(traceIds)}
  GROUP BY trace_id`,
})
