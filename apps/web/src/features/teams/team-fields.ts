import type { ProjectTeamChanges, Team, TeamMember, TeamMemberWishes } from '@kansoku/contracts'
import {
  type AllowanceTexts,
  allowanceChangesOf,
  allowanceOf,
  allowanceTextsOf,
  budgetOf,
  noAllowance,
  textOf,
  usualDuration,
} from '../virtual-keys/allowance.ts'

/** What the form holds: texts, as people type them. */
export type TeamFields = AllowanceTexts

export const noTeamFields: TeamFields = noAllowance

export const teamFieldsOf = (team: Team): TeamFields => allowanceTextsOf({ ...team, ...team.own })

/** Of a new team. */
export const teamWishesOf = (fields: TeamFields): ProjectTeamChanges => allowanceOf(fields)

export const teamChangesOf = (fields: TeamFields, before: TeamFields): ProjectTeamChanges =>
  allowanceChangesOf(fields, before)

export interface MemberFields extends Pick<TeamFields, 'maxBudget' | 'budgetDuration'> {
  /** An id or an e-mail address. */
  readonly named: string
  readonly role: 'admin' | 'user'
}

export function memberFieldsOf(member: TeamMember | undefined): MemberFields {
  return {
    named: member ? (member.email ?? member.id) : '',
    role: member?.role === 'admin' ? 'admin' : 'user',
    maxBudget: textOf(member?.maxBudget ?? null),
    budgetDuration: member ? (member.budgetDuration ?? '') : usualDuration,
  }
}

export function memberWishesOf({ role, ...fields }: MemberFields): TeamMemberWishes {
  return { role, ...budgetOf(fields) }
}
