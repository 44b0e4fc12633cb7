import { useQuery } from '@tanstack/react-query'
import { scoreChoicesQuery } from '../scores/scores.ts'
import { type FilterSource, facetKeys } from '../traces/filter-source.ts'
import type { FacetName } from '../traces/list-filters.ts'
import type { TraceSearch } from '../traces/trace-search.ts'
import { type Completions, complete } from './completions.ts'
import { fieldsOf } from './fields.ts'
import { useFieldLabel } from './use-field-label.ts'

interface CompletionsProps {
  readonly projectId: string
  readonly search: TraceSearch
  readonly source: FilterSource
  readonly text: string
  readonly cursor: number
  readonly isOpen: boolean
}

/** What can be written where the cursor of a search field is, with the values that occur in the range of the list. */
export function useCompletions(props: CompletionsProps): Completions | undefined {
  const { projectId, search, source, text, cursor, isOpen } = props
  const labelOf = useFieldLabel()
  const scores = useQuery({ ...scoreChoicesQuery(projectId), enabled: isOpen }).data
  const facets = source.useFacets(projectId, search, { enabled: isOpen })
  const asksKeys = isOpen && /metadata\.\S*$/i.test(text.slice(0, cursor))
  const metadataKeys = source.useMetadataKeys(projectId, search, { enabled: asksKeys }) ?? []
  if (!isOpen) return undefined
  const valuesOf = (key: string) => facets?.[key === 'env' ? 'environment' : facetKeys[key as FacetName]]
  return complete(text, cursor, {
    ...{ fields: fieldsOf(source.filters), labelOf, valuesOf },
    metadataKeys,
    scores: scores?.choices.map(({ name }) => name) ?? [],
  })
}
