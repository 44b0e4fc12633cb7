import type { listGatewayModels, RouteResponse } from '@kansoku/contracts'
import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Boxes, Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PageHeader } from '../../app/page-header.tsx'
import { useErrorText } from '../../lib/error-text.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { ConfigRefusalNotice } from '../gateway/config-refusal.tsx'
import { setupQuery } from '../gateway/setup.ts'
import { useRowKeys } from '../traces/use-row-keys.ts'
import { type ModelLayer, ModelLayers } from './model-layers.tsx'
import { ModelTable } from './model-table.tsx'
import { modelsQuery } from './models.ts'

/** What the gateway can call, what it costs, and who steps in when it fails. */
export function ModelsPage() {
  const { t } = useTranslation()
  const { projectId } = useParams({ from: '/project/$projectId' })
  const [layer, setLayer] = useState<ModelLayer>()
  const query = useQuery(modelsQuery(projectId))
  const setup = useQuery(setupQuery(projectId)).data?.setup
  useRowKeys()
  return (
    <>
      <PageHeader title={t('app.page.models')}>
        <p className="text-xs text-ink-3 max-md:hidden">{t('models.prices')}</p>
        {query.data?.mayChange && (
          <Button variant="primary" onClick={() => setLayer({ kind: 'add' })}>
            <Plus size={15} aria-hidden="true" />
            {t('models.add')}
          </Button>
        )}
      </PageHeader>
      {setup && (
        <div className="px-4 pt-3 empty:hidden">
          <ConfigRefusalNotice {...setup} />
        </div>
      )}
      <ModelList projectId={projectId} query={query} onLayer={setLayer} />
      {layer && <ModelLayers projectId={projectId} layer={layer} onClose={() => setLayer(undefined)} />}
    </>
  )
}

interface ModelListProps {
  readonly projectId: string
  readonly query: UseQueryResult<RouteResponse<typeof listGatewayModels>>
  readonly onLayer: (layer: ModelLayer) => void
}

function ModelList({ projectId, query: { data, error, refetch }, onLayer }: ModelListProps) {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const icon = <Boxes size={36} strokeWidth={1.25} />
  const again = <Button onClick={() => void refetch()}>{t('app.retry')}</Button>
  if (!data && error)
    return (
      <EmptyState title={t('models.notLoaded')} text={errorText(error)}>
        {again}
      </EmptyState>
    )
  if (!data) return <Skeleton className="m-4 h-40" />
  if (!data.isReachable)
    return (
      <EmptyState icon={icon} title={t('models.awayTitle')} text={t('models.awayText')}>
        {again}
      </EmptyState>
    )
  if (data.deployments.length === 0)
    return <EmptyState icon={icon} title={t('models.noneTitle')} text={t('models.noneText')} />
  const { deployments, mayTest, mayChange } = data
  return (
    <ModelTable
      projectId={projectId}
      deployments={deployments}
      mayTest={mayTest}
      {...(mayChange ? { onLayer } : {})}
    />
  )
}
