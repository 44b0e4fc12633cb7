import { SearchX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'

/** Nothing fits every filter: the way out is to take them away. */
export function NoMatches({ title, onClear }: { readonly title: string; readonly onClear: () => void }) {
  const { t } = useTranslation()
  return (
    <EmptyState icon={<SearchX size={32} strokeWidth={1.5} />} title={title} text={t('traces.noMatchText')}>
      <Button onClick={onClear}>{t('traces.clearFilters')}</Button>
    </EmptyState>
  )
}
