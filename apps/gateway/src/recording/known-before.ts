import type { FinishedCall } from './finished-call.ts'
import type { KnownBefore } from './steering.ts'

/** What the admin says of the calls of a key, and the client's dialect of its end user. */
export function knownBefore({ caller, endUser }: Pick<FinishedCall, 'caller' | 'endUser'>): KnownBefore {
  return { ofKey: caller.key?.metadata, tagsOfTeam: caller.team?.tags, endUser }
}
