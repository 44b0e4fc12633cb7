import { SearchX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { NothingHere } from '../onboarding/nothing-here.tsx'
import { isFiltered, type TraceSearch, withoutFilters } from './trace-search.ts'

interface NoTracesProps {
  readonly projectId: string
  readonly search: TraceSearch
  readonly onReplace: (search: TraceSearch) => void
}

/** Nothing matched, or nothing arrived: two different next steps. */
export function NoTraces({ projectId, search, onReplace }: NoTracesProps) {
  const { t } = useTranslation()
  if (isFiltered(search))
    return (
      <EmptyState
        icon={<SearchX size={32} strokeWidth={1.5} />}
        title={t('traces.noMatch')}
        text={t('traces.noMatchText')}
      >
        <Button onClick={() => onReplace(withoutFilters(search))}>{t('traces.clearFilters')}</Button>
      </EmptyState>
    )
  const widen = () => onReplace({ ...search, from: undefined, to: undefined, range: '90d' })
  return <NothingHere projectId={projectId} onWiden={widen} />
}
