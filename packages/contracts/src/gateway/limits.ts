import { z } from 'zod'
import { budgetWindow } from '../litellm/budget-window.ts'
import { limitHolder } from '../litellm/holders.ts'

const budget = z.object({ maxBudget: z.number(), budgetDuration: z.string().optional() })

/** What a key, or whoever shares its limits, may spend and how fast; US dollars. */
export const gatewayLimits = z.object({
  maxBudget: z.number().optional(),
  softBudget: z.number().optional(),
  budgetDuration: z.string().optional(),
  tpmLimit: z.number().optional(),
  rpmLimit: z.number().optional(),
  maxParallelRequests: z.number().optional(),
  modelTpmLimit: z.record(z.string(), z.number()).optional(),
  modelRpmLimit: z.record(z.string(), z.number()).optional(),
  modelMaxBudget: z.record(z.string(), budget).optional(),
  budgetLimits: z.array(budget).optional(),
})
export type GatewayLimits = z.infer<typeof gatewayLimits>

/** Whose limits: besides those that are managed, a user as member of a team, the whole gateway, and a provider. */
export const limitedKind = z.enum([...limitHolder.options, 'key', 'team_member', 'global', 'provider'])
export type LimitedKind = z.infer<typeof limitedKind>

/** Money that is counted in one place: whose, for which model, and in which windows. */
export interface BudgetAccount {
  /** Unlike that of every other account. */
  readonly name: string
  readonly kind: LimitedKind
  /** Of a member: that of the team. */
  readonly id: string
  readonly memberId?: string
  readonly model?: string
  readonly maxBudget?: number
  readonly softBudget?: number
  readonly duration?: string
}

/** Whoever has limits. */
export interface Limited {
  readonly kind: LimitedKind
  readonly id: string
  readonly memberId?: string
  readonly limits: GatewayLimits
}

/** The accounts of the budgets that somebody has; server and gateway name them alike. */
export function budgetAccounts({ limits, ...holder }: Limited): BudgetAccount[] {
  const { maxBudget, softBudget, budgetDuration, modelMaxBudget = {}, budgetLimits = [] } = limits
  const open = (terms: Omit<BudgetAccount, 'name' | keyof typeof holder>): BudgetAccount => {
    const { kind, id, memberId = null } = holder
    const name = JSON.stringify([kind, id, memberId, terms.model ?? null, terms.duration ?? null])
    return { ...holder, ...terms, name }
  }
  const termsOf = (one: z.infer<typeof budget>) => ({
    maxBudget: one.maxBudget,
    ...(one.budgetDuration === undefined ? {} : { duration: one.budgetDuration }),
  })
  const all = [
    ...(maxBudget === undefined && softBudget === undefined
      ? []
      : [
          open({
            ...(maxBudget === undefined ? {} : { maxBudget }),
            ...(softBudget === undefined ? {} : { softBudget }),
            ...(budgetDuration === undefined ? {} : { duration: budgetDuration }),
          }),
        ]),
    ...budgetLimits.map((one) => open(termsOf(one))),
    ...Object.entries(modelMaxBudget).map(([model, one]) => open({ ...termsOf(one), model })),
  ]
  return [...Map.groupBy(all, ({ name }) => name).values()].map(narrowest)
}

/** Budgets of one window are one account, and the least of them holds. */
function narrowest([first, ...others]: BudgetAccount[]): BudgetAccount {
  if (first === undefined) throw new Error('a group of accounts is never empty')
  const budgets = [first, ...others].flatMap(({ maxBudget }) => maxBudget ?? [])
  return budgets.length === 0 ? first : { ...first, maxBudget: Math.min(...budgets) }
}

/** What was spent on an account in the window that began then, in US dollars. */
export const spentOnAccount = z.object({
  account: z.string(),
  since: z.number(),
  amount: z.number(),
  /** When an admin said last what was spent, if that was in the window: what was counted before is void. */
  resetAt: z.number().optional(),
})
export type SpentOnAccount = z.infer<typeof spentOnAccount>

/** The beginning of an account's window, in ms since 1970. */
export function accountWindowStart({ duration }: BudgetAccount, now: number): number {
  return budgetWindow(duration, now).startsAt
}
