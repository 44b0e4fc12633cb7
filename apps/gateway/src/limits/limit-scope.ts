import type { Limited } from '@kansoku/contracts/gateway'
import type { HolderIndex } from '../control/holder-index.ts'
import type { Caller } from '../http/authentication.ts'
import { HttpError } from '../http/http-error.ts'

/** Somebody whose limits a call must keep. */
export interface LimitScope extends Limited {
  /** For people, as `team red`. */
  readonly title: string
}

/** What a call says of itself. */
interface CallLabels {
  readonly endUserId?: string | undefined
  readonly tags?: readonly string[]
}

/**
 * All whose limits a call must keep, the widest first. With the master key a call is limited by what it says of itself
 * alone.
 * @throws {HttpError} 401 for an end user who is blocked
 */
export function scopesOf(caller: Caller, labels: CallLabels, holders: HolderIndex): LimitScope[] {
  const scopes = scopesOfCaller(caller)
  if (!holders.limitsCalls) return scopes
  const endUser = holders.find('end_user', labels.endUserId)
  if (endUser?.blocked)
    throw new HttpError(401, 'auth_error', `User blocked from making LLM API Calls. User=${endUser.id}`)
  if (endUser)
    scopes.push({ kind: 'end_user', id: endUser.id, limits: endUser.limits, title: `end user ${endUser.id}` })
  for (const name of labels.tags ?? []) {
    const tag = holders.find('tag', name)
    if (tag) scopes.push({ kind: 'tag', id: name, limits: tag.limits, title: `tag ${name}` })
  }
  return scopes
}

/** The limits of a user are for personal keys: a key of a team has those of the team, and of its user as a member. */
function scopesOfCaller({ key, team, organization, user, member }: Caller): LimitScope[] {
  if (key === undefined) return []
  const scopes: LimitScope[] = []
  const add = (kind: 'organization' | 'team' | 'user', { id, alias, limits }: NonNullable<typeof team>) =>
    scopes.push({ kind, id, limits, title: `${kind} ${alias ?? id}` })
  if (organization) add('organization', organization)
  if (team) add('team', team)
  if (team && member) {
    const title = `member ${member.userId} of team ${team.alias ?? team.id}`
    scopes.push({ kind: 'team_member', id: team.id, memberId: member.userId, limits: member.limits, title })
  }
  if (user && key.teamId === null) add('user', user)
  scopes.push({ kind: 'key', id: key.hash, limits: key.limits, title: `key ${key.alias ?? key.hash}` })
  return scopes
}
