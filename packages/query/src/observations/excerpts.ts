import { z } from 'zod'
import { defineQuestion } from '../question.ts'
import { projectScope } from '../sql/scope.ts'
import { ofTraces } from './of-traces.ts'

/** Characters of input and output that a log shows of each observation. */
export const excerptLength = 1000

const excerpt = z.string().nullable()

/** How input and output of some observations of a trace begin, and how long they are, in no order. */
export const askExcerpts = defineQuestion({
  name: 'observations/excerpts',
  params: projectScope.extend({ traceId: z.string(), ids: z.array(z.string()) }),
  row: z.object({
    id: z.string(),
    input: excerpt,
    output: excerpt,
    input_length: z.number().nullable(),
    output_length: z.number().nullable(),
  }),
  sql: ({ projectId, traceId, ids }, bind) => `
  SELECT id, substringUTF8(input, 1, ${excerptLength}) AS input, substringUTF8(output, 1, ${excerptLength}) AS output,
    lengthUTF8(full.input) AS input_length, lengthUTF8(full.output) AS output_length
  FROM (
    SELECT id, input, output FROM observations
    WHERE ${ofTraces({ projectId, traceIds: [traceId] }, bind)} AND id IN ${bind.texts(ids)} AND is_deleted = 0
    ORDER BY id, row_version DESC LIMIT 1 BY id
  ) AS full`,
})
