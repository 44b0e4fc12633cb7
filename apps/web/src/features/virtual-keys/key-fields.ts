import type { VirtualKey, VirtualKeyChanges } from '@kansoku/contracts'

/** What the form holds: texts, as people type them. */
export interface KeyFields {
  readonly alias: string
  /** Names divided by commas or blanks. */
  readonly models: string
  readonly maxBudget: string
  /** Empty: ever. */
  readonly budgetDuration: string
  readonly rpmLimit: string
  readonly tpmLimit: string
  /** Empty: none. */
  readonly teamId: string
  /** Empty: for ever; `keep`: as it was. */
  readonly expiresIn: string
}

export const keepExpiry = 'keep'
export const budgetDurations = ['', '1d', '7d', '30d'] as const
export const expiries = ['', '1d', '7d', '30d', '90d'] as const

export const noFields: KeyFields = {
  alias: '',
  models: '',
  maxBudget: '',
  budgetDuration: '30d',
  rpmLimit: '',
  tpmLimit: '',
  teamId: '',
  expiresIn: '',
}

export function fieldsOf(key: VirtualKey): KeyFields {
  const text = (value: number | null) => (value === null ? '' : String(value))
  return {
    alias: key.alias ?? '',
    models: key.models.join(', '),
    maxBudget: text(key.maxBudget),
    budgetDuration: key.budgetDuration ?? '',
    rpmLimit: text(key.rpmLimit),
    tpmLimit: text(key.tpmLimit),
    teamId: key.teamId ?? '',
    expiresIn: keepExpiry,
  }
}

export function changesOf(fields: KeyFields): VirtualKeyChanges {
  const number = (text: string) => (text.trim() === '' ? null : Number(text))
  const maxBudget = number(fields.maxBudget)
  return {
    alias: fields.alias.trim() || null,
    models: fields.models.split(/[\s,、，]+/).filter((name) => name !== ''),
    maxBudget,
    budgetDuration: maxBudget === null ? null : fields.budgetDuration || null,
    rpmLimit: number(fields.rpmLimit),
    tpmLimit: number(fields.tpmLimit),
    teamId: fields.teamId || null,
    ...(fields.expiresIn === keepExpiry ? {} : { expiresIn: fields.expiresIn || null }),
  }
}
