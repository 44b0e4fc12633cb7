import { getObservation, getTrace } from '@kansoku/contracts'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'

export const traceKey = (projectId: string, traceId: string) => ['trace', projectId, traceId] as const

export function traceQuery(projectId: string, traceId: string) {
  return queryOptions({
    queryKey: [...traceKey(projectId, traceId), 'whole'],
    queryFn: ({ signal }) => api.call(getTrace, { params: { projectId, traceId } }, { signal }),
  })
}

export function observationQuery(projectId: string, traceId: string, observationId: string) {
  return queryOptions({
    queryKey: [...traceKey(projectId, traceId), 'observation', observationId],
    queryFn: ({ signal }) =>
      api.call(getObservation, { params: { projectId, traceId, observationId } }, { signal }),
    staleTime: 15_000,
    // Inputs of megabytes are not worth comparing with what was there before.
    structuralSharing: false,
  })
}
