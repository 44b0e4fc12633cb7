import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { PageHeader } from '../../app/page-header.tsx'
import { NothingHere } from '../onboarding/nothing-here.tsx'
import { EnvironmentMenu } from '../time-range/environment-menu.tsx'
import { useIsUntouched } from '../time-range/first-trace-query.ts'
import { RangePicker } from '../time-range/range-picker.tsx'
import { modelUsageQuery, overviewQuery, tracesOverTimeQuery } from './dashboard-queries.ts'
import { ErrorsCard } from './errors-card.tsx'
import { HistogramCard, LatencyCard, ModelLatencyCard } from './latency-cards.tsx'
import { ModelTableCard, ModelUsageCard } from './models-card.tsx'
import { OverviewTiles } from './overview-tiles.tsx'
import { TracesCard } from './traces-card.tsx'
import { useDashboard } from './use-dashboard.ts'

export function DashboardPage() {
  const { t } = useTranslation()
  const { ask, change } = useDashboard()
  const overview = useQuery(overviewQuery(ask))
  const traces = useQuery(tracesOverTimeQuery(ask))
  const models = useQuery(modelUsageQuery(ask))
  const { projectId, range } = ask
  const isUntouched = useIsUntouched(projectId)
  const isEmpty = overview.data
    ? overview.data.current.traces + overview.data.current.generations + overview.data.previous.traces === 0
    : isUntouched
  return (
    <>
      <PageHeader title={t('app.page.dashboard')}>
        <EnvironmentMenu projectId={projectId} value={range.env ?? []} onChange={(env) => change({ env })} />
        <RangePicker
          range={range}
          onChange={(next) => change({ range: undefined, from: undefined, to: undefined, ...next })}
        />
      </PageHeader>
      <div className="min-h-0 flex-1 overflow-y-auto">
        {isEmpty ? (
          <NothingHere
            projectId={projectId}
            onWiden={() => change({ from: undefined, to: undefined, range: '90d', env: undefined })}
          />
        ) : (
          <div className="mx-auto flex max-w-[100rem] flex-col gap-4 p-4 max-sm:p-3">
            <OverviewTiles query={overview} />
            <div className="grid grid-cols-12 gap-4 *:col-span-12">
              <TracesCard
                projectId={projectId}
                query={traces}
                list={{ env: range.env }}
                className="xl:col-span-8"
              />
              <ErrorsCard ask={ask} className="xl:col-span-4" />
              <ModelUsageCard query={models} className="xl:col-span-6" />
              <ModelTableCard query={models} className="xl:col-span-6" />
              <LatencyCard ask={ask} className="xl:col-span-8" />
              <HistogramCard ask={ask} className="xl:col-span-4" />
              <ModelLatencyCard ask={ask} />
            </div>
          </div>
        )}
      </div>
    </>
  )
}
