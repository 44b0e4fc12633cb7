import type { FinishedCall } from './finished-call.ts'
import type { KnownBefore } from './steering.ts'

/** What the admin says of the calls of a key, the client's dialect of its end user, and the conversation of its task. */
export function knownBefore({
  caller,
  endUser,
  agentSession,
}: Pick<FinishedCall, 'caller' | 'endUser' | 'agentSession'>): KnownBefore {
  return { ofKey: caller.key?.metadata, tagsOfTeam: caller.team?.tags, endUser, agentSession }
}
