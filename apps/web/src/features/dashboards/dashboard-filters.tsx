import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { ConditionBar } from '../widgets/condition-bar.tsx'
import { filterFields } from '../widgets/conditions.ts'
import { type WidgetScope, widgetFieldsQuery } from '../widgets/widget-query.ts'
import { ChangeFault } from './change-fault.tsx'
import { type OpenDashboard, useSaveDashboard } from './dashboards.ts'
import { writeWhere } from './where.ts'

interface DashboardFiltersProps {
  readonly scope: WidgetScope
  readonly dashboard: OpenDashboard
  /** Filters of the address; absent: those that are stored. */
  readonly where: string | undefined
  readonly onWhere: (where: string | undefined) => void
}

/** Filters for every widget: those of the address, which a link carries, until somebody saves them. */
export function DashboardFilters({ scope, dashboard, where, onWhere }: DashboardFiltersProps) {
  const { t } = useTranslation()
  const { data } = useQuery(widgetFieldsQuery(scope.projectId))
  const { save, error } = useSaveDashboard({ projectId: scope.projectId, dashboardId: dashboard.id })
  const isChanged = where !== undefined && where !== writeWhere(dashboard.filters)
  return (
    <div className="flex flex-wrap items-center gap-2">
      <ConditionBar
        scope={scope}
        fields={filterFields(data?.views ?? [])}
        conditions={scope.filters}
        onChange={(filters) => onWhere(writeWhere(filters))}
      />
      {isChanged && (
        <>
          <Button size="sm" onClick={() => onWhere(undefined)}>
            {t('dashboards.resetFilters')}
          </Button>
          {dashboard.mayChange && (
            <Button
              size="sm"
              variant="primary"
              onClick={() => save({ filters: [...scope.filters] }, () => onWhere(undefined))}
            >
              {t('dashboards.saveFilters')}
            </Button>
          )}
        </>
      )}
      <ChangeFault error={error} />
    </div>
  )
}
