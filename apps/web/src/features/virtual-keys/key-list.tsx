import type { listVirtualKeys, RouteResponse, VirtualKey } from '@kansoku/contracts'
import type { UseQueryResult } from '@tanstack/react-query'
import { KeyRound } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '../../lib/error-text.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import type { KeyAction } from './key-menu.tsx'
import { KeyTable } from './key-table.tsx'

interface KeyListProps {
  readonly query: UseQueryResult<RouteResponse<typeof listVirtualKeys>>
  readonly onAction: (virtualKey: VirtualKey, action: KeyAction) => void
  readonly onCreate: () => void
}

export function KeyList({ query: { data, error, refetch }, onAction, onCreate }: KeyListProps) {
  const { t } = useTranslation()
  const errorText = useErrorText()
  if (!data && error)
    return (
      <EmptyState title={t('virtualKeys.notLoaded')} text={errorText(error)}>
        <Button onClick={() => void refetch()}>{t('app.retry')}</Button>
      </EmptyState>
    )
  if (!data) return <Skeleton className="m-4 h-40" />
  if (data.keys.length === 0)
    return (
      <EmptyState
        icon={<KeyRound size={36} strokeWidth={1.25} />}
        title={t('virtualKeys.noneTitle')}
        text={t('virtualKeys.noneText')}
      >
        {data.mayChange && <Button onClick={onCreate}>{t('virtualKeys.create')}</Button>}
      </EmptyState>
    )
  return <KeyTable keys={data.keys} {...(data.mayChange ? { onAction } : {})} />
}
