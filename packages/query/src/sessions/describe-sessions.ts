import type { AnalyticsStore } from '@kansoku/storage'
import { z } from 'zod'
import { defineQuestion } from '../question.ts'
import { inProject, projectScope } from '../sql/scope.ts'
import { flag, instant } from '../sql/values.ts'
import { askGroupFigures, type GroupFigures } from '../trace-groups/figures.ts'
import { namedGroups, ofGroups } from '../trace-groups/grouping.ts'

/** Without FINAL: what was replaced or deleted makes the span longer than it need be, never shorter. */
const askSpan = defineQuestion({
  name: 'sessions/span',
  params: projectScope.extend({ sessionIds: z.array(z.string()) }),
  row: z.object({ first: instant, last: instant }),
  sql: ({ projectId, sessionIds }, bind) => `
  SELECT min(timestamp) AS first, max(timestamp) AS last
  FROM traces WHERE ${inProject({ projectId }, bind)} AND session_id IN ${bind.texts(sessionIds)}
  HAVING count() > 0`,
})

const lastTrace = z.object({
  session: z.string(),
  name: z.string().nullable(),
  has_input: flag,
  has_output: flag,
  input_preview: z.string(),
  output_preview: z.string(),
})
export type LastTrace = z.output<typeof lastTrace>

const askLastTraces = defineQuestion({
  name: 'sessions/last-traces',
  params: namedGroups,
  row: lastTrace,
  sql: (groups, bind) => `
  SELECT ifNull(session_id, '') AS session, name, input IS NOT NULL AS has_input, output IS NOT NULL AS has_output,
    input_preview, output_preview
  FROM traces FINAL WHERE ${ofGroups(groups, bind)}
  ORDER BY timestamp DESC, id LIMIT 1 BY session`,
})

export interface DescribedSession {
  readonly figures: GroupFigures
  readonly last: LastTrace | undefined
}

/** The named sessions as a whole, in the order of their names; those without traces are left out. */
export async function describeSessions(
  store: AnalyticsStore,
  { projectId, sessionIds }: { readonly projectId: string; readonly sessionIds: readonly string[] },
): Promise<DescribedSession[]> {
  if (sessionIds.length === 0) return []
  const [span] = await askSpan(store, { projectId, sessionIds: [...sessionIds] })
  if (!span) return []
  const to = new Date(Date.parse(span.last) + 1).toISOString()
  const groups = { projectId, by: 'session' as const, names: [...sessionIds], from: span.first, to }
  const [figures, lasts] = await Promise.all([askGroupFigures(store, groups), askLastTraces(store, groups)])
  const figuresByName = new Map(figures.map((row) => [row.name, row]))
  const lastByName = new Map(lasts.map((row) => [row.session, row]))
  return sessionIds.flatMap((id) => {
    const found = figuresByName.get(id)
    return found ? [{ figures: found, last: lastByName.get(id) }] : []
  })
}
