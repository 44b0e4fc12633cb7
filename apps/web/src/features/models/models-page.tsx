import type { listGatewayModels, RouteResponse } from '@kansoku/contracts'
import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Boxes } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { PageHeader } from '../../app/page-header.tsx'
import { useErrorText } from '../../lib/error-text.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { useRowKeys } from '../traces/use-row-keys.ts'
import { ModelTable } from './model-table.tsx'
import { modelsQuery } from './models.ts'

/** What the gateway can call, what it costs, and who steps in when it fails. */
export function ModelsPage() {
  const { t } = useTranslation()
  const { projectId } = useParams({ from: '/project/$projectId' })
  useRowKeys()
  return (
    <>
      <PageHeader title={t('app.page.models')}>
        <p className="text-xs text-ink-3 max-sm:hidden">{t('models.fromFile')}</p>
      </PageHeader>
      <ModelList projectId={projectId} query={useQuery(modelsQuery(projectId))} />
    </>
  )
}

interface ModelListProps {
  readonly projectId: string
  readonly query: UseQueryResult<RouteResponse<typeof listGatewayModels>>
}

function ModelList({ projectId, query: { data, error, refetch } }: ModelListProps) {
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
  return <ModelTable projectId={projectId} deployments={data.deployments} mayTest={data.mayTest} />
}
