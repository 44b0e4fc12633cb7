import type { listNamedBudgets, RouteResponse } from '@kansoku/contracts'
import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Plus, Wallet } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PageHeader } from '../../app/page-header.tsx'
import { useErrorText } from '../../lib/error-text.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { useRowKeys } from '../traces/use-row-keys.ts'
import { budgetedQuery, namedBudgetsQuery } from './budget-queries.ts'
import { type BudgetSearch, ownerIn } from './budget-search.ts'
import { BudgetSheet } from './budget-sheet.tsx'
import { type NamedLayer, NamedLayers } from './named-layers.tsx'
import { NamedTable } from './named-table.tsx'
import { RunningTable } from './running-table.tsx'

const route = '/project/$projectId/budgets'

/** Budgets that run, with what becomes of them, and limits with a name. */
export function BudgetsPage() {
  const { t } = useTranslation()
  const { projectId } = useParams({ from: route })
  const search = useSearch({ from: route })
  const navigate = useNavigate({ from: route })
  const named = useQuery(namedBudgetsQuery(projectId))
  const [layer, setLayer] = useState<NamedLayer>()
  const change = (next: BudgetSearch) => void navigate({ search: next })
  useRowKeys()
  const mayChange = named.data?.mayChange ?? false
  return (
    <>
      <PageHeader title={t('app.page.budgets')}>
        <Segmented
          label={t('budgets.show.label')}
          value={search.show ?? 'running'}
          options={(['running', 'named'] as const).map((value) => ({
            value,
            label: t(`budgets.show.${value}`),
          }))}
          onChange={(show) => change(show === 'named' ? { show } : {})}
        />
        {mayChange && (
          <Button variant="primary" onClick={() => setLayer({ kind: 'create' })}>
            <Plus size={15} aria-hidden="true" />
            {t('budgets.named.create')}
          </Button>
        )}
      </PageHeader>
      {search.show === 'named' ? (
        <NamedList query={named} {...(mayChange ? { onLayer: setLayer } : {})} />
      ) : (
        <RunningList projectId={projectId} />
      )}
      <BudgetSheet projectId={projectId} owner={ownerIn(search)} onClose={() => change({})} />
      {layer && <NamedLayers projectId={projectId} layer={layer} onClose={() => setLayer(undefined)} />}
    </>
  )
}

const icon = <Wallet size={36} strokeWidth={1.25} />

function RunningList({ projectId }: { readonly projectId: string }) {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery(budgetedQuery(projectId))
  if (!data && error) return <NotLoaded error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton className="m-4 h-40" />
  if (data.budgeted.length === 0)
    return <EmptyState icon={icon} title={t('budgets.noneTitle')} text={t('budgets.noneText')} />
  return (
    <>
      <RunningTable projectId={projectId} budgeted={data.budgeted} />
      {data.hasMore && (
        <p className="border-t border-line px-4 py-2 text-xs text-ink-3">{t('budgets.more')}</p>
      )}
    </>
  )
}

interface NamedListProps {
  readonly query: UseQueryResult<RouteResponse<typeof listNamedBudgets>>
  readonly onLayer?: (layer: NamedLayer) => void
}

function NamedList({ query: { data, error, refetch }, onLayer }: NamedListProps) {
  const { t } = useTranslation()
  if (!data && error) return <NotLoaded error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton className="m-4 h-40" />
  if (data.budgets.length === 0)
    return (
      <EmptyState
        icon={icon}
        title={t('budgets.named.noneTitle')}
        text={data.mayChange ? t('budgets.named.noneText') : t('budgets.named.noneForReader')}
      >
        {onLayer && <Button onClick={() => onLayer({ kind: 'create' })}>{t('budgets.named.create')}</Button>}
      </EmptyState>
    )
  return <NamedTable budgets={data.budgets} {...(onLayer ? { onLayer } : {})} />
}

function NotLoaded({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  const { t } = useTranslation()
  const errorText = useErrorText()
  return (
    <EmptyState title={t('budgets.notLoaded')} text={errorText(error)}>
      <Button onClick={onRetry}>{t('app.retry')}</Button>
    </EmptyState>
  )
}
