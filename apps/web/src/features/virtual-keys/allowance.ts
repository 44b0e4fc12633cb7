/** What a key or a team is called and may do, as people type it. */
export interface AllowanceTexts {
  readonly alias: string
  /** Names divided by commas or blanks. */
  readonly models: string
  /** Empty: none. */
  readonly budgetId: string
  readonly maxBudget: string
  /** Empty: ever. */
  readonly budgetDuration: string
  readonly rpmLimit: string
  readonly tpmLimit: string
}

/** The same as it is stored, with limits of its own alone. */
interface Allowance {
  readonly alias: string | null
  readonly models: string[]
  readonly budgetId: string | null
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
  budgetId: '',
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
    budgetId: holder.budgetId ?? '',
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
    budgetId: fields.budgetId || null,
    ...budgetOf(fields),
    rpmLimit: numberOf(fields.rpmLimit),
    tpmLimit: numberOf(fields.tpmLimit),
  }
}

/** What differs from what was there. */
export function allowanceChangesOf(fields: AllowanceTexts, before: AllowanceTexts): Partial<Allowance> {
  const isBudgetChanged =
    fields.maxBudget !== before.maxBudget || fields.budgetDuration !== before.budgetDuration
  const changed = Object.entries(allowanceOf(fields)).filter(([name]) =>
    name === 'maxBudget' || name === 'budgetDuration'
      ? isBudgetChanged
      : fields[name as keyof AllowanceTexts] !== before[name as keyof AllowanceTexts],
  )
  return Object.fromEntries(changed)
}

/** A budget without an amount has no time either. */
export function budgetOf(fields: Pick<AllowanceTexts, 'maxBudget' | 'budgetDuration'>) {
  const maxBudget = numberOf(fields.maxBudget)
  return { maxBudget, budgetDuration: maxBudget === null ? null : fields.budgetDuration || null }
}
