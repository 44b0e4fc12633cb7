/** What a key or a team is called and may do, as people type it. */
export interface AllowanceTexts {
  readonly alias: string
  /** Names divided by commas or blanks. */
  readonly models: string
  readonly maxBudget: string
  /** Empty: ever. */
  readonly budgetDuration: string
  readonly rpmLimit: string
  readonly tpmLimit: string
}

/** The same as it is stored. */
interface Allowance {
  readonly alias: string | null
  readonly models: string[]
  readonly maxBudget: number | null
  readonly budgetDuration: string | null
  readonly rpmLimit: number | null
  readonly tpmLimit: number | null
}

export const budgetDurations = ['', '1d', '7d', '30d'] as const
export const usualDuration = '30d'

export const noAllowance: AllowanceTexts = {
  alias: '',
  models: '',
  maxBudget: '',
  budgetDuration: usualDuration,
  rpmLimit: '',
  tpmLimit: '',
}

export const textOf = (value: number | null) => (value === null ? '' : String(value))
export const numberOf = (text: string) => (text.trim() === '' ? null : Number(text))

export function allowanceTextsOf(holder: Allowance): AllowanceTexts {
  return {
    alias: holder.alias ?? '',
    models: holder.models.join(', '),
    maxBudget: textOf(holder.maxBudget),
    budgetDuration: holder.budgetDuration ?? '',
    rpmLimit: textOf(holder.rpmLimit),
    tpmLimit: textOf(holder.tpmLimit),
  }
}

export function allowanceOf(fields: AllowanceTexts): Allowance {
  return {
    alias: fields.alias.trim() || null,
    models: fields.models.split(/[\s,、，]+/).filter((name) => name !== ''),
    ...budgetOf(fields),
    rpmLimit: numberOf(fields.rpmLimit),
    tpmLimit: numberOf(fields.tpmLimit),
  }
}

/** A budget without an amount has no time either. */
export function budgetOf(fields: Pick<AllowanceTexts, 'maxBudget' | 'budgetDuration'>) {
  const maxBudget = numberOf(fields.maxBudget)
  return { maxBudget, budgetDuration: maxBudget === null ? null : fields.budgetDuration || null }
}
