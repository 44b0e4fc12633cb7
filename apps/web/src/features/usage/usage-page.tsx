import type { UsageDimension } from '@kansoku/contracts'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { ChartNoAxesColumn } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { PageHeader } from '../../app/page-header.tsx'
import { useErrorText } from '../../lib/error-text.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { RangePicker } from '../time-range/range-picker.tsx'
import { UsageChart } from './usage-chart.tsx'
import { type UsageAsk, usageByQuery, usageOverTimeQuery, usageTotalsQuery } from './usage-queries.ts'
import { monthByDefault, readUsageSearch, type UsageSearch } from './usage-search.ts'
import { usageColors } from './usage-series.ts'
import { UsageTable } from './usage-table.tsx'
import { UsageTiles } from './usage-tiles.tsx'

const route = '/project/$projectId/usage'
const tables = ['model', 'key', 'team', 'provider'] as const

/** What calls through the gateway cost, and whose they were. */
export function UsagePage() {
  const { t } = useTranslation()
  const { projectId } = useParams({ from: route })
  const search = readUsageSearch(useSearch({ from: route }) as Record<string, unknown>)
  const navigate = useNavigate({ from: route })
  const change = (part: UsageSearch) =>
    void navigate({ search: (before) => readUsageSearch({ ...before, ...part }) })
  const { range, from, to } = monthByDefault(search)
  return (
    <>
      <PageHeader title={t('app.page.usage')}>
        <RangePicker
          range={monthByDefault(search)}
          onChange={(next) => change({ range: undefined, from: undefined, to: undefined, ...next })}
        />
      </PageHeader>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <UsageBody ask={{ projectId, range: { range, from, to } }} search={search} onChange={change} />
      </div>
    </>
  )
}

interface UsageBodyProps {
  readonly ask: UsageAsk
  readonly search: UsageSearch
  readonly onChange: (part: UsageSearch) => void
}

function UsageBody({ ask, search, onChange }: UsageBodyProps) {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const totals = useQuery(usageTotalsQuery(ask))
  const { by = 'model', measure = 'spend' } = search
  const overTime = useQuery(usageOverTimeQuery(ask, by))
  if (totals.error && !totals.data)
    return (
      <EmptyState title={t('usage.notLoaded')} text={errorText(totals.error)}>
        <Button onClick={() => void totals.refetch()}>{t('app.retry')}</Button>
      </EmptyState>
    )
  if (totals.data && totals.data.current.calls + totals.data.previous.calls === 0)
    return (
      <EmptyState
        icon={<ChartNoAxesColumn size={36} strokeWidth={1.25} />}
        title={t('usage.noneTitle')}
        text={t('usage.noneText')}
      >
        <Button onClick={() => onChange({ from: undefined, to: undefined, range: '90d' })}>
          {t('onboarding.widen')}
        </Button>
      </EmptyState>
    )
  const colorOf = overTime.data && !overTime.isPlaceholderData ? usageColors(overTime.data) : undefined
  return (
    <div className="mx-auto flex max-w-[100rem] flex-col gap-4 p-4 max-sm:p-3">
      <UsageTiles periods={totals.data} />
      <UsageChart
        query={overTime}
        by={by}
        measure={measure}
        onBy={(next) => onChange({ by: next })}
        onMeasure={(next) => onChange({ measure: next })}
      />
      <div className="grid gap-4 xl:grid-cols-2">
        <TableOf
          ask={ask}
          by={by}
          {...(colorOf ? { colorOf } : {})}
          {...(tables.some((table) => table === by) ? {} : { className: 'xl:col-span-2' })}
        />
        {tables
          .filter((other) => other !== by)
          .map((other) => (
            <TableOf key={other} ask={ask} by={other} />
          ))}
      </div>
      <p className="text-xs text-ink-3">{t('usage.countingText')}</p>
    </div>
  )
}

interface TableOfProps {
  readonly ask: UsageAsk
  readonly by: UsageDimension
  readonly colorOf?: (id: string) => string
  readonly className?: string
}

function TableOf({ ask, by, ...rest }: TableOfProps) {
  return <UsageTable query={useQuery(usageByQuery(ask, by))} ask={ask} by={by} {...rest} />
}
