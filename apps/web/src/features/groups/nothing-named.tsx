import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { NoMatches } from '../traces/no-matches.tsx'
import { isFiltered, type TraceSearch, withoutFilters } from '../traces/trace-search.ts'
import { NameTabs } from './name-tabs.tsx'

interface NothingNamedProps {
  readonly page: 'sessions' | 'users' | 'agents'
  readonly icon: ReactNode
  readonly search: TraceSearch
  /** Whether the list is narrowed by more than its filters. */
  readonly narrowed?: boolean
  readonly onReplace: (search: TraceSearch) => void
}

/** Nothing fits, or no trace names a session or a user yet: then what to send so that they do. */
export function NothingNamed({ page, icon, search, narrowed = false, onReplace }: NothingNamedProps) {
  const { t } = useTranslation()
  if (narrowed || isFiltered(search))
    return <NoMatches title={t(`${page}.noMatch`)} onClear={() => onReplace(withoutFilters(search))} />
  const widen = () => onReplace({ ...search, from: undefined, to: undefined, range: '90d' })
  return (
    <>
      <EmptyState icon={icon} title={t(`${page}.noneTitle`)} text={t(`${page}.noneText`)}>
        {search.range !== '90d' && <Button onClick={widen}>{t('onboarding.widen')}</Button>}
      </EmptyState>
      <NameTabs />
    </>
  )
}
