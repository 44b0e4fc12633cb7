import { getSpendSums } from '@kansoku/query'
import type { ServerContext } from '../../context.ts'
import { spendWindow } from '../spend-window.ts'
import type { Limits } from './present-budget.ts'

const usualDays = 30
const dayMs = 86_400_000

type Only = NonNullable<Parameters<typeof getSpendSums>[1]['only']>

/** What calls cost on each day of a budget's window, wherever they landed: so the budget counts them. */
export async function spendByDay({ analytics, clock }: ServerContext, limits: Limits, only: Only) {
  const now = clock.now().getTime()
  const { startsAt } = spendWindow(limits, now)
  const today = Math.floor(now / dayMs) * dayMs
  const since = new Date(startsAt === 0 ? today - (usualDays - 1) * dayMs : startsAt).toISOString()
  const sums = await getSpendSums(analytics, { from: since, only, by: ['day'] })
  return { since, days: sums.map(({ of, spend }) => ({ day: of.day, spend })) }
}
