import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { usageByQuery } from '../usage/usage-queries.ts'
import { useUsageNames } from '../usage/use-usage-names.ts'
import type { CallerName, TraceSearch } from './trace-search.ts'

/** What people call the keys or the teams that a list is narrowed to. */
export function useCallerNames(name: CallerName, search: TraceSearch): readonly string[] {
  const { projectId } = useParams({ from: '/project/$projectId' })
  const { range, from, to } = search
  const chosen = search[name] ?? []
  const { data } = useQuery({
    ...usageByQuery({ projectId, range: { range, from, to } }, name),
    enabled: chosen.length > 0,
  })
  const nameOf = useUsageNames(name, data?.rows)
  return chosen.map((id) => nameOf(data?.rows.find((row) => row.id === id) ?? { id, name: null }))
}
