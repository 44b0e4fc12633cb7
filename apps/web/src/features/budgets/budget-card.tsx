import type { UseQueryResult } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { ChartCard } from '../dashboard/chart-card.tsx'
import { TimeChart } from '../dashboard/lazy-charts.tsx'
import { Legend } from '../dashboard/legend.tsx'
import type { TimePoint } from '../dashboard/series.ts'
import { useTimeFormats } from '../dashboard/time-formats.ts'
import { type Burning, burnDown, forecast } from './burn-down.ts'

/** What somebody has spent, day by day, and of how much. */
export interface Spending {
  readonly spend: number
  readonly maxBudget: number | null
  readonly budgetResetAt: string | null
  readonly since: string
  readonly days: readonly { readonly day: string; readonly spend: number }[]
}

const dayMs = 86_400_000
const daySeconds = 86_400

function burningOf({ spend, budgetResetAt: resetAt, since, days }: Spending, maxBudget: number): Burning {
  return { maxBudget, since, days, spend, resetAt, now: Date.now() }
}

/** Each day since the first, also those without calls. */
function spendByDay({ since, days }: Spending): TimePoint[] {
  const spent = new Map(days.map(({ day, spend }) => [Date.parse(day), spend]))
  const first = Math.floor(Date.parse(since) / dayMs) * dayMs
  const count = Math.floor((Date.now() - first) / dayMs) + 1
  return Array.from({ length: count }, (_, index) => {
    const time = first + index * dayMs
    return { time, spend: spent.get(time) ?? 0 }
  })
}

/** A sentence about what becomes of the budget. */
function useOutlook(): (spending: Spending) => string {
  const { t } = useTranslation()
  const { cost, date } = useFormats()
  return (spending) => {
    const { maxBudget, spend, budgetResetAt } = spending
    if (maxBudget === null) return t('budgets.outlook.unlimited')
    const reset = budgetResetAt === null ? '' : date(budgetResetAt)
    if (spend >= maxBudget)
      return t(reset ? 'budgets.outlook.spent' : 'budgets.outlook.spentForEver', { reset })
    const { usedUpAt, atEnd, isUsed } = forecast(burningOf(spending, maxBudget))
    if (!isUsed) return t('budgets.outlook.unspent')
    if (usedUpAt !== undefined) return t('budgets.outlook.usedUp', { when: date(usedUpAt) })
    if (atEnd === undefined) return t('budgets.outlook.lastsLong')
    return t('budgets.outlook.lasts', { spend: cost(atEnd), budget: cost(maxBudget), reset })
  }
}

/** What is left of the budget day by day, with a forecast, or what was spent where there is no budget. */
export function BudgetCard({ query }: { readonly query: UseQueryResult<Spending> }) {
  const { t } = useTranslation()
  const { cost, costAxis } = useFormats()
  const times = useTimeFormats(daySeconds)
  const outlookOf = useOutlook()
  const budget = query.data?.maxBudget ?? null
  const series =
    budget === null
      ? [{ key: 'spend', label: t('usage.measure.spend'), color: 'var(--chart-1)' }]
      : [
          { key: 'left', label: t('budgets.left'), color: 'var(--chart-1)' },
          { key: 'forecast', label: t('budgets.forecast'), color: 'var(--chart-2)' },
        ]
  const pointsOf = (spending: Spending) =>
    spending.maxBudget === null ? spendByDay(spending) : burnDown(burningOf(spending, spending.maxBudget))
  return (
    <ChartCard
      title={budget === null ? t('budgets.spendByDay') : t('budgets.burnDown')}
      actions={<Legend series={series} />}
      query={query}
      height={248}
      isEmpty={() => false}
      chart={(spending) => (
        <>
          <p className="min-h-7 px-4 text-sm text-ink-2 max-sm:text-xs">{outlookOf(spending)}</p>
          <TimeChart
            points={pointsOf(spending)}
            series={series}
            kind={budget === null ? 'bars' : 'lines'}
            height={204}
            formatValue={cost}
            formatAxis={costAxis}
            {...times}
          />
        </>
      )}
      table={(spending) => ({
        columns: [t('dashboard.time'), ...series.map(({ label }) => label)],
        rows: pointsOf(spending).map((point) => [
          times.formatTime(point.time),
          ...series.map(({ key }) => {
            const value = point[key]
            return value === null || value === undefined ? '–' : cost(value)
          }),
        ]),
      })}
    />
  )
}
