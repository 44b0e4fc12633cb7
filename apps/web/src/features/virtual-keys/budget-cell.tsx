import type { VirtualKey } from '@kansoku/contracts'
import clsx from 'clsx'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'

/** From here on a budget is nearly used up. */
const nearlySpent = 0.8

type Budget = Pick<VirtualKey, 'spend' | 'maxBudget' | 'budgetDuration' | 'budgetResetAt'>

/** What a key or a team has spent, and of how much. */
export function BudgetCell({ budget }: { readonly budget: Budget }) {
  const { t } = useTranslation()
  const { cost, exactTime } = useFormats()
  const { spend, maxBudget, budgetDuration, budgetResetAt } = budget
  if (maxBudget === null) return <span className="tabular-nums">{cost(spend)}</span>
  const share = maxBudget === 0 ? 1 : Math.min(1, spend / maxBudget)
  const every = budgetDuration ? t(`virtualKeys.every.${budgetDuration as '1d'}`, budgetDuration) : ''
  const reset = budgetResetAt ? t('virtualKeys.resets', { when: exactTime(budgetResetAt) }) : ''
  return (
    <div title={reset} className="flex min-w-36 flex-col gap-1 py-1.5">
      <span className="flex justify-between gap-2 whitespace-nowrap tabular-nums">
        <span>{t('virtualKeys.ofBudget', { spend: cost(spend), budget: cost(maxBudget) })}</span>
        <span className="text-xs text-ink-3">{every}</span>
      </span>
      <span aria-hidden="true" className="h-1 overflow-hidden rounded-full bg-sunken">
        <span
          className={clsx(
            'block h-full rounded-full',
            share >= 1 ? 'bg-danger' : share >= nearlySpent ? 'bg-warn' : 'bg-accent',
          )}
          style={{ width: `${share * 100}%` }}
        />
      </span>
    </div>
  )
}
