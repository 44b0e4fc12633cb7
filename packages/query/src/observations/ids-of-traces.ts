import { z } from 'zod'
import { defineQuestion } from '../question.ts'
import { projectScope } from '../sql/scope.ts'
import { ofTraces } from './of-traces.ts'

/** Ids of the observations of each of the named traces, by start time. */
export const askObservationIdsOfTraces = defineQuestion({
  name: 'observations/ids-of-traces',
  params: projectScope.extend({ traceIds: z.array(z.string()) }),
  row: z.object({ trace_id: z.string(), ids: z.array(z.string()) }),
  sql: (traces, bind) => `
  SELECT trace_id, arrayMap(pair -> pair.2, arraySort(groupArray((start_time, id)))) AS ids
  FROM observations FINAL WHERE ${ofTraces(traces, bind)}
  GROUP BY trace_id`,
})
