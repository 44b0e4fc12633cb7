import type { ObservationListRow } from '@kansoku/contracts'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { observationsQuery } from '../observations/observations-query.ts'
import { openedAt } from '../observations/opened-at.ts'
import type { TraceSearch } from '../traces/trace-search.ts'
import { tracesQuery } from '../traces/traces-query.ts'
import { type Neighbour, useNeighbours } from '../traces/use-neighbours.ts'

/** The list that a trace was opened from, what stands before and after it there, and the way to that. */
export function useOpenedFrom(projectId: string, traceId: string) {
  const { observation, list, look, ...search } = useSearch({ from: '/project/$projectId/traces/$traceId' })
  const navigate = useNavigate()
  const traces = useNeighbours({
    query: (page: TraceSearch) => tracesQuery(projectId, page),
    search,
    id: list ? undefined : traceId,
  })
  const observations = useNeighbours({
    query: (page: TraceSearch) => observationsQuery(projectId, page),
    search,
    id: list && observation,
  })
  const open = ({ id, row, search: page }: Neighbour<{ readonly id: string } | ObservationListRow>) =>
    void navigate({
      to: '/project/$projectId/traces/$traceId',
      params: { projectId, traceId: 'traceId' in row ? row.traceId : id },
      search: { ...(list ? openedAt(row, page) : page), look },
      replace: true,
    })
  return { page: list ?? ('traces' as const), search, neighbours: list ? observations : traces, open }
}
