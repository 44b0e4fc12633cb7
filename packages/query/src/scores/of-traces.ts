import { z } from 'zod'
import { defineQuestion } from '../question.ts'
import { inProject, projectScope } from '../sql/scope.ts'
import { scoreRecord, scoreRecordColumns } from './record.ts'

/** All scores of the named traces and of their observations, oldest first. */
export const askScoresOfTraces = defineQuestion({
  name: 'scores/of-traces',
  access: 'lookup',
  params: projectScope.extend({ traceIds: z.array(z.string()) }),
  row: scoreRecord,
  sql: ({ projectId, traceIds }, bind) => `
  SELECT ${scoreRecordColumns}
  FROM scores FINAL
  WHERE ${inProject({ projectId }, bind)} AND trace_id IN ${bind.texts(traceIds)}
  ORDER BY timestamp, id`,
})
