import type { AnalyticsStore } from '@kansoku/storage'
import type { z } from 'zod'
import { askSessionCount, askSessions, type SessionRow } from './list.ts'
import type { sessionSelection } from './selection.ts'

/** One page of sessions, the latest begun first, and how many there are. */
export async function listSessions(
  store: AnalyticsStore,
  { limit, offset, ...selection }: z.input<typeof sessionSelection> & { limit: number; offset: number },
): Promise<{ sessions: SessionRow[]; totalItems: number }> {
  const [sessions, [count]] = await Promise.all([
    askSessions(store, { ...selection, limit, offset }),
    askSessionCount(store, selection),
  ])
  return { sessions, totalItems: count?.sessions ?? 0 }
}
