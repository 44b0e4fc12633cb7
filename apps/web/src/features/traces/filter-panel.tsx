import { useTranslation } from 'react-i18next'
import { BoundsFilter } from './bounds-filter.tsx'
import { FacetFilter } from './facet-filter.tsx'
import { type FilterSource, facetKeys } from './filter-source.ts'
import type { TraceSearch } from './trace-search.ts'
import type { ChangeSearch } from './use-list-search.ts'

interface FilterPanelProps {
  readonly projectId: string
  readonly source: FilterSource
  readonly search: TraceSearch
  readonly onChange: ChangeSearch
}

/** Everything that the list can be narrowed by, with how many rows there are of each. */
export function FilterPanel({ projectId, source, search, onChange }: FilterPanelProps) {
  const { t } = useTranslation()
  const facets = source.useFacets(projectId, search)
  return (
    <section aria-label={t('traces.filters')} className="divide-y divide-line">
      {source.filters.facets.map((name) => (
        <FacetFilter
          key={name}
          name={name}
          options={facets?.[facetKeys[name]]}
          chosen={search[name] ?? []}
          onChange={(values) => onChange({ [name]: values.length > 0 ? values : undefined })}
        />
      ))}
      {source.filters.bounds.map((name) => (
        <BoundsFilter
          key={`${name} ${search[name] ?? ''}`}
          name={name}
          search={search}
          onChange={(bounds) => onChange({ [name]: bounds })}
        />
      ))}
    </section>
  )
}
