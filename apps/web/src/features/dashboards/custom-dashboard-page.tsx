import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { PageHeader } from '../../app/page-header.tsx'
import { isStatus } from '../../lib/api.ts'
import { useErrorText } from '../../lib/error-text.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { EnvironmentMenu } from '../time-range/environment-menu.tsx'
import { RangePicker } from '../time-range/range-picker.tsx'
import type { WidgetScope } from '../widgets/widget-query.ts'
import { curatedIds, useCurated } from './curated.ts'
import { DashboardActions } from './dashboard-actions.tsx'
import { DashboardBody } from './dashboard-body.tsx'
import { DashboardFilters } from './dashboard-filters.tsx'
import { type DashboardSearch, readDashboardSearch } from './dashboard-search.ts'
import { dashboardQuery } from './dashboards.ts'
import { TileEditor } from './tile-editor.tsx'
import { readWhere } from './where.ts'

const route = '/project/$projectId/dashboards/$dashboardId'

/** The dashboard of the address: one that comes with the product, or one that is stored. */
function useOpenDashboard(projectId: string, dashboardId: string) {
  const curated = useCurated().find(({ id }) => id === dashboardId)
  const query = useQuery({
    ...dashboardQuery({ projectId, dashboardId }),
    enabled: !curatedIds.some((id) => id === dashboardId),
  })
  if (curated) return { dashboard: curated, isCurated: true }
  // What was deleted is gone, though it was read before.
  const dashboard = isStatus(query.error, 404) ? undefined : query.data
  return { dashboard, isCurated: false, query }
}

/** A dashboard that somebody built: its tiles, or the widget of one in the builder. */
export function CustomDashboardPage() {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const { projectId, dashboardId } = useParams({ from: route })
  const search = readDashboardSearch(useSearch({ from: route }) as Record<string, unknown>)
  const navigate = useNavigate({ from: route })
  const { dashboard, isCurated, query } = useOpenDashboard(projectId, dashboardId)
  const change = (part: DashboardSearch) =>
    void navigate({ search: (before) => readDashboardSearch({ ...before, ...part }) })
  if (!dashboard)
    return (
      <>
        <PageHeader title={t('app.page.dashboards')} />
        {query?.error ? (
          <EmptyState title={t('dashboards.notLoaded')} text={errorText(query.error)}>
            <Button onClick={() => void query.refetch()}>{t('app.retry')}</Button>
          </EmptyState>
        ) : (
          <Skeleton className="m-4 h-96" />
        )}
      </>
    )
  const { range, from, to, env } = search
  const filters = readWhere(search.where) ?? dashboard.filters
  const scope: WidgetScope = { projectId, range: { range, from, to, env }, filters }
  const edited = dashboard.mayChange ? search.edit : undefined
  const edit = (tileId: string | undefined) => change({ edit: tileId })
  return (
    <>
      <PageHeader title={dashboard.name}>
        <EnvironmentMenu projectId={projectId} value={env ?? []} onChange={(next) => change({ env: next })} />
        <RangePicker
          range={search}
          onChange={(next) => change({ range: undefined, from: undefined, to: undefined, ...next })}
        />
        {edited === undefined && (
          <DashboardActions
            projectId={projectId}
            dashboard={dashboard}
            isCurated={isCurated}
            onAdd={() => edit('new')}
          />
        )}
      </PageHeader>
      <div className="min-h-0 flex-1 overflow-y-auto">
        {edited === undefined ? (
          <div className="mx-auto flex max-w-[100rem] flex-col gap-4 p-4 max-sm:p-3">
            <DashboardFilters
              scope={scope}
              dashboard={dashboard}
              where={search.where}
              onWhere={(where) => change({ where })}
            />
            <DashboardBody scope={scope} dashboard={dashboard} onEdit={edit} />
          </div>
        ) : (
          <TileEditor
            key={edited}
            scope={scope}
            dashboard={dashboard}
            tileId={edited}
            onClose={() => edit(undefined)}
          />
        )}
      </div>
    </>
  )
}
