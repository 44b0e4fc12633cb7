import type { getTraceFacets, RouteResponse } from '@kansoku/contracts'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { BoundsFilter } from './bounds-filter.tsx'
import { FacetFilter } from './facet-filter.tsx'
import { boundNames, type FacetName, facetNames, type TraceSearch } from './trace-search.ts'
import { facetsQuery } from './traces-query.ts'
import type { ChangeSearch } from './use-list-search.ts'

type Facets = RouteResponse<typeof getTraceFacets>

const facetKeys: Record<FacetName, keyof Facets> = {
  level: 'level',
  name: 'name',
  user: 'userId',
  session: 'sessionId',
  model: 'model',
  tag: 'tag',
  error: 'errorType',
  version: 'version',
  release: 'release',
}

interface FilterPanelProps {
  readonly projectId: string
  readonly search: TraceSearch
  readonly onChange: ChangeSearch
}

/** Everything that the list can be narrowed by, with how many traces there are of each. */
export function FilterPanel({ projectId, search, onChange }: FilterPanelProps) {
  const { t } = useTranslation()
  const { data } = useQuery(facetsQuery(projectId, search))
  return (
    <section aria-label={t('traces.filters')} className="divide-y divide-line">
      {facetNames.map((name) => (
        <FacetFilter
          key={name}
          name={name}
          options={data?.[facetKeys[name]]}
          chosen={search[name] ?? []}
          onChange={(values) => onChange({ [name]: values.length > 0 ? values : undefined })}
        />
      ))}
      {boundNames.map((name) => (
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
