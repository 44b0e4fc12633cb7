import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { Plus, Upload } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PageHeader } from '../../app/page-header.tsx'
import { useErrorText } from '../../lib/error-text.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { useRowKeys } from '../traces/use-row-keys.ts'
import { type DashboardLayer, DashboardLayers } from './dashboard-layers.tsx'
import { DashboardTable } from './dashboard-table.tsx'
import { dashboardsQuery, useImportDashboard } from './dashboards.ts'
import { useOpenFile } from './use-open-file.ts'

/** Dashboards that people have built, and those that come with the product. */
export function DashboardsPage() {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const { projectId } = useParams({ from: '/project/$projectId' })
  const navigate = useNavigate()
  const { data, error, refetch } = useQuery(dashboardsQuery(projectId))
  const [layer, setLayer] = useState<DashboardLayer>()
  const open = (id: string) =>
    void navigate({
      to: '/project/$projectId/dashboards/$dashboardId',
      params: { projectId, dashboardId: id },
    })
  const create = useImportDashboard(projectId, ({ id }) => open(id))
  const file = useOpenFile((document) => create.mutate(document))
  useRowKeys()
  const fault = create.error ? errorText(create.error) : file.isUnreadable ? t('dashboards.unreadable') : ''
  return (
    <>
      <PageHeader title={t('app.page.dashboards')}>
        {data?.mayChange && (
          <>
            <Button onClick={file.choose}>
              <Upload size={15} aria-hidden="true" />
              {t('dashboards.import')}
            </Button>
            <Button variant="primary" onClick={() => setLayer({ kind: 'create' })}>
              <Plus size={15} aria-hidden="true" />
              {t('dashboards.create')}
            </Button>
          </>
        )}
      </PageHeader>
      {fault !== '' && (
        <p role="alert" className="border-b border-line px-4 py-2 text-sm text-danger">
          {fault}
        </p>
      )}
      {data ? (
        <DashboardTable
          projectId={projectId}
          dashboards={data.dashboards}
          {...(data.mayChange ? { onLayer: setLayer, onClone: create.mutate } : {})}
        />
      ) : error ? (
        <EmptyState title={t('dashboards.notLoaded')} text={errorText(error)}>
          <Button onClick={() => void refetch()}>{t('app.retry')}</Button>
        </EmptyState>
      ) : (
        <Skeleton className="m-4 h-40" />
      )}
      {layer && (
        <DashboardLayers
          projectId={projectId}
          layer={layer}
          onClose={() => setLayer(undefined)}
          onCreated={open}
        />
      )}
    </>
  )
}
