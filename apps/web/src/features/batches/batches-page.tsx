import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { FileDown } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { PageHeader } from '../../app/page-header.tsx'
import { useErrorText } from '../../lib/error-text.ts'
import { Button, buttonClass } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { LoadingRows } from '../traces/loading-rows.tsx'
import { BatchTable } from './batch-table.tsx'
import { batchesQuery } from './batches.ts'

/** Exports, and what else goes on with many rows. */
export function BatchesPage() {
  const { t } = useTranslation()
  const { projectId } = useParams({ from: '/project/$projectId' })
  return (
    <>
      <PageHeader title={t('app.page.exports')}>
        <p className="text-xs text-ink-3 max-md:hidden">{t('batches.kept')}</p>
      </PageHeader>
      <BatchList projectId={projectId} />
    </>
  )
}

function BatchList({ projectId }: { readonly projectId: string }) {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const { data, error, refetch } = useQuery(batchesQuery(projectId))
  if (!data && error)
    return (
      <EmptyState title={t('batches.notLoaded')} text={errorText(error)}>
        <Button onClick={() => void refetch()}>{t('app.retry')}</Button>
      </EmptyState>
    )
  if (!data) return <LoadingRows />
  if (data.batches.length > 0) return <BatchTable projectId={projectId} batches={data.batches} />
  return (
    <EmptyState
      icon={<FileDown size={36} strokeWidth={1.25} />}
      title={t('batches.noneTitle')}
      text={t('batches.noneText')}
    >
      <Link
        to="/project/$projectId/traces"
        params={{ projectId }}
        className={buttonClass({ variant: 'primary' })}
      >
        {t('batches.toTraces')}
      </Link>
    </EmptyState>
  )
}
