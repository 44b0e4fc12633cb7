import { z } from 'zod'
import { announce, channels } from '../announcements.ts'
import type { Transaction } from '../context.ts'

/** Somebody whose mentions in a project are others now: new ones, fewer, or read. */
export const mentionsAnnouncement = z.object({ projectId: z.string(), userId: z.string() })
type MentionsAnnouncement = z.output<typeof mentionsAnnouncement>

/** Open pages of these people hear it when the transaction commits. */
export async function announceMentions(
  tx: Transaction,
  projectId: string,
  userIds: readonly string[],
): Promise<void> {
  for (const userId of new Set(userIds))
    await announce(
      tx,
      channels.mentions,
      JSON.stringify({ projectId, userId } satisfies MentionsAnnouncement),
    )
}
