import { z } from 'zod'
import { defineQuestion } from '../question.ts'
import { instant } from '../sql/values.ts'
import { selectSessions, sessionSelection } from './selection.ts'

const sessionRow = z.object({ id: z.string(), created_at: instant, first_environment: z.string() })
export type SessionRow = z.output<typeof sessionRow>

/** One page of sessions, the latest begun first. */
export const askSessions = defineQuestion({
  name: 'sessions/list',
  params: sessionSelection.extend({ limit: z.number().int(), offset: z.number().int() }),
  row: sessionRow,
  sql: (page, bind) => `${selectSessions(page, bind)}
  ORDER BY created_at DESC, id LIMIT ${bind.count(page.limit)} OFFSET ${bind.count(page.offset)}`,
})

export const askSessionCount = defineQuestion({
  name: 'sessions/count',
  params: sessionSelection,
  row: z.object({ sessions: z.number() }),
  sql: (selection, bind) => `SELECT count() AS sessions FROM (${selectSessions(selection, bind)})`,
})
