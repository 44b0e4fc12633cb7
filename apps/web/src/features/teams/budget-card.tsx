import type { getProjectTeam, RouteResponse } from '@kansoku/contracts'
import type { UseQueryResult } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { ChartCard } from '../dashboard/chart-card.tsx'
import { TimeChart } from '../dashboard/lazy-charts.tsx'
import { Legend } from '../dashboard/legend.tsx'
import type { TimePoint } from '../dashboard/series.ts'
import { useTimeFormats } from '../dashboard/time-formats.ts'
import { type Burning, burnDown, forecast } from './burn-down.ts'

type Detail = RouteResponse<typeof getProjectTeam>

const dayMs = 86_400_000
const daySeconds = 86_400

function burningOf({ team, since, days }: Detail, maxBudget: number): Burning {
  const { spend, budgetResetAt } = team
  return { maxBudget, since, days, spend, resetAt: budgetResetAt, now: Date.now() }
}

/** Each day since the first, also those without calls. */
function spendByDay({ since, days }: Detail): TimePoint[] {
  const spent = new Map(days.map(({ day, spend }) => [Date.parse(day), spend]))
  const first = Math.floor(Date.parse(since) / dayMs) * dayMs
  const count = Math.floor((Date.now() - first) / dayMs) + 1
  return Array.from({ length: count }, (_, index) => {
    const time = first + index * dayMs
    return { time, spend: spent.get(time) ?? 0 }
  })
}

/** A sentence about what becomes of the budget. */
function useOutlook(): (detail: Detail) => string {
  const { t } = useTranslation()
  const { cost, date } = useFormats()
  return (detail) => {
    const { maxBudget, spend, budgetResetAt } = detail.team
    if (maxBudget === null) return t('teams.outlook.unlimited')
    const reset = budgetResetAt === null ? '' : date(budgetResetAt)
    if (spend >= maxBudget) return t(reset ? 'teams.outlook.spent' : 'teams.outlook.spentForEver', { reset })
    const { usedUpAt, atEnd } = forecast(burningOf(detail, maxBudget))
    if (usedUpAt !== undefined) return t('teams.outlook.usedUp', { when: date(usedUpAt) })
    if (atEnd === undefined || atEnd <= spend) return t('teams.outlook.unspent')
    return t('teams.outlook.lasts', { spend: cost(atEnd), budget: cost(maxBudget), reset })
  }
}

/** What is left of the budget day by day, with a forecast, or what was spent where there is no budget. */
export function BudgetCard({ query }: { readonly query: UseQueryResult<Detail> }) {
  const { t } = useTranslation()
  const { cost, costAxis } = useFormats()
  const times = useTimeFormats(daySeconds)
  const outlookOf = useOutlook()
  const budget = query.data?.team.maxBudget ?? null
  const series =
    budget === null
      ? [{ key: 'spend', label: t('usage.measure.spend'), color: 'var(--chart-1)' }]
      : [
          { key: 'left', label: t('teams.left'), color: 'var(--chart-1)' },
          { key: 'forecast', label: t('teams.forecast'), color: 'var(--chart-2)' },
        ]
  const pointsOf = (detail: Detail) =>
    detail.team.maxBudget === null ? spendByDay(detail) : burnDown(burningOf(detail, detail.team.maxBudget))
  return (
    <ChartCard
      title={budget === null ? t('teams.spendByDay') : t('teams.burnDown')}
      actions={<Legend series={series} />}
      query={query}
      height={232}
      isEmpty={() => false}
      chart={(detail) => (
        <>
          <p className="min-h-7 px-4 text-sm text-ink-2 max-sm:text-xs">{outlookOf(detail)}</p>
          <TimeChart
            points={pointsOf(detail)}
            series={series}
            kind={budget === null ? 'bars' : 'lines'}
            height={204}
            formatValue={cost}
            formatAxis={costAxis}
            {...times}
          />
        </>
      )}
      table={(detail) => ({
        columns: [t('dashboard.time'), ...series.map(({ label }) => label)],
        rows: pointsOf(detail).map((point) => [
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
