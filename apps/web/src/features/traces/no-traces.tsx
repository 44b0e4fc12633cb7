import { SearchX, Telescope } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { FirstSteps } from '../onboarding/first-steps.tsx'
import { isFiltered, type TraceSearch, withoutFilters } from './trace-search.ts'

interface NoTracesProps {
  readonly projectId: string
  readonly search: TraceSearch
  readonly onReplace: (search: TraceSearch) => void
}

/** Nothing matched, or nothing has arrived yet: two different next steps. */
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
  return (
    <>
      <EmptyState
        icon={<Telescope size={36} strokeWidth={1.25} />}
        title={t('onboarding.title')}
        text={t('onboarding.text')}
      >
        <Button onClick={() => onReplace({ ...search, from: undefined, to: undefined, range: '90d' })}>
          {t('onboarding.widen')}
        </Button>
      </EmptyState>
      <FirstSteps projectId={projectId} />
    </>
  )
}
