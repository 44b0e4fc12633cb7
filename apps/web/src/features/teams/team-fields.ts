import type { ProjectTeamChanges, Team, TeamMember, TeamMemberWishes } from '@kansoku/contracts'

/** What the form holds: texts, as people type them. */
export interface TeamFields {
  readonly alias: string
  /** Names divided by commas or blanks. */
  readonly models: string
  readonly maxBudget: string
  /** Empty: ever. */
  readonly budgetDuration: string
  readonly rpmLimit: string
  readonly tpmLimit: string
}

const usualDuration = '30d'

export const noTeamFields: TeamFields = {
  alias: '',
  models: '',
  maxBudget: '',
  budgetDuration: usualDuration,
  rpmLimit: '',
  tpmLimit: '',
}

const textOf = (value: number | null) => (value === null ? '' : String(value))
const numberOf = (text: string) => (text.trim() === '' ? null : Number(text))

export function teamFieldsOf(team: Team): TeamFields {
  return {
    alias: team.alias ?? '',
    models: team.models.join(', '),
    maxBudget: textOf(team.maxBudget),
    budgetDuration: team.budgetDuration ?? '',
    rpmLimit: textOf(team.rpmLimit),
    tpmLimit: textOf(team.tpmLimit),
  }
}

export function teamChangesOf(fields: TeamFields): ProjectTeamChanges {
  return {
    alias: fields.alias.trim() || null,
    models: fields.models.split(/[\s,、，]+/).filter((name) => name !== ''),
    ...budgetOf(fields),
    rpmLimit: numberOf(fields.rpmLimit),
    tpmLimit: numberOf(fields.tpmLimit),
  }
}

/** A budget without an amount has no time either. */
function budgetOf(fields: Pick<TeamFields, 'maxBudget' | 'budgetDuration'>) {
  const maxBudget = numberOf(fields.maxBudget)
  return { maxBudget, budgetDuration: maxBudget === null ? null : fields.budgetDuration || null }
}

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
