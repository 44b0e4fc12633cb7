import type { z } from 'zod'
import type { Binder } from '../sql/binder.ts'
import { inProject, rangeScope } from '../sql/scope.ts'

/** Sessions by the time they began. */
export const sessionSelection = rangeScope
type SessionSelection = z.output<typeof sessionSelection>

/**
 * The selected sessions with when and where they began: a session exists through its traces and belongs to the
 * environment of the first. Earlier traces than the range decide too, so only its end bounds what is read.
 */
export function selectSessions({ from, to, environment, projectId }: SessionSelection, bind: Binder): string {
  const traces = [inProject({ projectId }, bind), "session_id != ''"]
  if (to) traces.push(`timestamp < ${bind.instant(to)}`)
  const sessions: string[] = []
  if (from) sessions.push(`created_at >= ${bind.instant(from)}`)
  if (environment?.length) sessions.push(`first_environment IN ${bind.texts(environment)}`)
  return `
  SELECT assumeNotNull(session_id) AS id, min(timestamp) AS created_at,
    argMin(environment, timestamp) AS first_environment
  FROM traces FINAL WHERE ${traces.join(' AND ')}
  GROUP BY session_id
  ${sessions.length > 0 ? `HAVING ${sessions.join(' AND ')}` : ''}`
}
