import { z } from 'zod'
import { defineQuestion } from '../question.ts'
import { exactInstant } from '../sql/values.ts'
import { scoreRecord, scoreRecordColumns } from './record.ts'
import { scoreSelection, selectScores } from './selection.ts'

/** One page of scores, newest first; `exact_timestamp` is for cursors. */
export const askScores = defineQuestion({
  name: 'scores/list',
  params: scoreSelection.extend({ limit: z.number().int(), offset: z.number().int() }),
  row: scoreRecord.extend({ exact_timestamp: exactInstant }),
  sql: (page, bind) => `
  SELECT ${scoreRecordColumns}, timestamp AS exact_timestamp
  FROM scores FINAL WHERE ${selectScores(page, bind)}
  ORDER BY timestamp DESC, id DESC
  LIMIT ${bind.count(page.limit)} OFFSET ${bind.count(page.offset)}`,
})

export const askScoreCount = defineQuestion({
  name: 'scores/count',
  params: scoreSelection,
  row: z.object({ scores: z.number() }),
  sql: (selection, bind) =>
    `SELECT count() AS scores FROM scores FINAL WHERE ${selectScores(selection, bind)}`,
})
