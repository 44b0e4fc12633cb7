import type { listProjectCustomers, RouteResponse } from '@kansoku/contracts'
import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Contact, Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PageHeader } from '../../app/page-header.tsx'
import { useErrorText } from '../../lib/error-text.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { useRowKeys } from '../traces/use-row-keys.ts'
import { type CustomerLayer, CustomerLayers } from './customer-layers.tsx'
import { customersQuery } from './customer-queries.ts'
import { CustomerTable } from './customer-table.tsx'

/** For whom applications call models, what that costs, and what they may spend. */
export function CustomersPage() {
  const { t } = useTranslation()
  const { projectId } = useParams({ from: '/project/$projectId' })
  const query = useQuery(customersQuery(projectId))
  const [layer, setLayer] = useState<CustomerLayer>()
  useRowKeys()
  return (
    <>
      <PageHeader title={t('app.page.customers')}>
        <p className="text-xs text-ink-3 max-md:hidden">{t('customers.lastDays')}</p>
        {query.data?.mayChange && (
          <Button variant="primary" onClick={() => setLayer({ kind: 'create' })}>
            <Plus size={15} aria-hidden="true" />
            {t('customers.create')}
          </Button>
        )}
      </PageHeader>
      <CustomerList projectId={projectId} query={query} onLayer={setLayer} />
      {layer && <CustomerLayers projectId={projectId} layer={layer} onClose={() => setLayer(undefined)} />}
    </>
  )
}

interface CustomerListProps {
  readonly projectId: string
  readonly query: UseQueryResult<RouteResponse<typeof listProjectCustomers>>
  readonly onLayer: (layer: CustomerLayer) => void
}

function CustomerList({ projectId, query: { data, error, refetch }, onLayer }: CustomerListProps) {
  const { t } = useTranslation()
  const errorText = useErrorText()
  if (!data && error)
    return (
      <EmptyState title={t('customers.notLoaded')} text={errorText(error)}>
        <Button onClick={() => void refetch()}>{t('app.retry')}</Button>
      </EmptyState>
    )
  if (!data) return <Skeleton className="m-4 h-40" />
  if (data.customers.length === 0)
    return (
      <EmptyState
        icon={<Contact size={36} strokeWidth={1.25} />}
        title={t('customers.noneTitle')}
        text={t('customers.noneText')}
      >
        {data.mayChange && (
          <Button onClick={() => onLayer({ kind: 'create' })}>{t('customers.create')}</Button>
        )}
      </EmptyState>
    )
  return (
    <>
      <CustomerTable
        projectId={projectId}
        customers={data.customers}
        {...(data.mayChange ? { onLayer } : {})}
      />
      {data.hasMore && (
        <p className="border-t border-line px-4 py-2 text-xs text-ink-3">{t('customers.more')}</p>
      )}
    </>
  )
}
