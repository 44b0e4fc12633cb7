import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { usageNamesQuery } from '../usage/usage-queries.ts'
import { useUsageNames } from '../usage/use-usage-names.ts'
import type { CallerName } from './list-filters.ts'
import type { TraceSearch } from './trace-search.ts'

/** What people call the keys or the teams that a list is narrowed to. */
export function useCallerNames(name: CallerName, search: TraceSearch): readonly string[] {
  const { projectId } = useParams({ from: '/project/$projectId' })
  const chosen = search[name] ?? []
  const { data } = useQuery(usageNamesQuery(projectId, name, chosen))
  const nameOf = useUsageNames(name, data?.names)
  return chosen.map((id) => nameOf(data?.names.find((row) => row.id === id) ?? { id, name: null }))
}
