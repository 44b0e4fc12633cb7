import { callStatuses } from '@kansoku/contracts'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { FilterMenu } from './filter-menu.tsx'
import { isNarrowed, type RequestSearch, requestFilters } from './request-search.ts'

interface RequestFiltersProps {
  readonly projectId: string
  readonly search: RequestSearch
  readonly onChange: (part: RequestSearch) => void
  readonly onClear: () => void
}

/** Everything that the list can be narrowed by. */
export function RequestFilters({ projectId, search, onChange, onClear }: RequestFiltersProps) {
  const { t } = useTranslation()
  const status = search.status ?? []
  return (
    <div
      role="toolbar"
      aria-label={t('traces.filters')}
      className="flex shrink-0 gap-2 border-b border-line px-4 py-2 max-sm:overflow-x-auto max-sm:px-3 max-sm:[scrollbar-width:none] sm:flex-wrap"
    >
      {callStatuses.map((name) => {
        const isChosen = status.includes(name)
        const next = isChosen ? status.filter((other) => other !== name) : [...status, name]
        return (
          <Button
            key={name}
            size="sm"
            aria-pressed={isChosen}
            onClick={() => onChange({ status: next.length > 0 ? next : undefined })}
          >
            {t(`requests.status.${name}`)}
          </Button>
        )
      })}
      <Button
        size="sm"
        aria-pressed={search.cached === true}
        onClick={() => onChange({ cached: search.cached ? undefined : true })}
      >
        {t('requests.cached')}
      </Button>
      {requestFilters.map((name) => (
        <FilterMenu key={name} projectId={projectId} name={name} search={search} onChange={onChange} />
      ))}
      {isNarrowed(search) && (
        <Button size="sm" variant="ghost" onClick={onClear}>
          {t('traces.clearFilters')}
        </Button>
      )}
    </div>
  )
}
