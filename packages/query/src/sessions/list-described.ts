import type { AnalyticsStore } from '@kansoku/storage'
import type { z } from 'zod'
import { findPageOfNames, type groupPage } from '../trace-groups/page-of-names.ts'
import { type DescribedSession, describeSessions } from './describe-sessions.ts'

/**
 * One page of the sessions that have a selected trace, in order, and how many there are. They are sorted by their
 * selected traces; what a row shows is about all traces of the session.
 */
export async function listDescribedSessions(
  store: AnalyticsStore,
  page: Omit<z.input<typeof groupPage>, 'by'>,
): Promise<{ sessions: DescribedSession[]; totalItems: number }> {
  const { names, totalItems } = await findPageOfNames(store, { ...page, by: 'session' })
  const { projectId } = page
  return { sessions: await describeSessions(store, { projectId, sessionIds: names }), totalItems }
}
