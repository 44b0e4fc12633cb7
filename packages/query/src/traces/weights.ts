import { z } from 'zod'
import { defineQuestion } from '../question.ts'
import { bytesOfMetadata } from '../sql/bytes-of-metadata.ts'
import { inProject, projectScope } from '../sql/scope.ts'
import { traceKey } from './records.ts'

/** How long the texts of traces are, in bytes, before anybody reads them; keys as for `askTraceRecords`. */
export const askTraceWeights = defineQuestion({
  name: 'traces/weights',
  params: projectScope.extend({ keys: z.array(traceKey) }),
  row: z.object({ id: z.string(), bytes: z.number() }),
  sql: ({ projectId, keys }, bind) => `
  SELECT id, max(ifNull(length(input), 0) + ifNull(length(output), 0) + ${bytesOfMetadata}) AS bytes
  FROM traces
  WHERE ${inProject({ projectId }, bind)}
    AND toStartOfHour(timestamp) IN ${bind.hours(keys.map(({ timestamp }) => timestamp))}
    AND id IN ${bind.texts(keys.map(({ id }) => id))}
  GROUP BY id`,
})
