import {
  deleteTrace,
  editTrace,
  getObservation,
  getSharedObservation,
  getSharedTrace,
  getTrace,
  type TraceDetail,
  type TraceEdit,
} from '@kansoku/contracts'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { useChange } from '../../lib/use-change.ts'
import { tracesKey } from '../traces/traces-query.ts'

export const traceKey = (projectId: string, traceId: string) => ['trace', projectId, traceId] as const

const wholeKey = (projectId: string, traceId: string) => [...traceKey(projectId, traceId), 'whole'] as const

export function traceQuery(projectId: string, traceId: string) {
  return queryOptions({
    queryKey: wholeKey(projectId, traceId),
    queryFn: ({ signal }) => api.call(getTrace, { params: { projectId, traceId } }, { signal }),
  })
}

/** For whoever has the link of a public trace. */
export function sharedTraceQuery(projectId: string, traceId: string) {
  return queryOptions({
    queryKey: ['sharedTrace', projectId, traceId],
    queryFn: ({ signal }) => api.call(getSharedTrace, { params: { projectId, traceId } }, { signal }),
  })
}

export interface ObservationKey {
  readonly projectId: string
  readonly traceId: string
  readonly observationId: string
}

/** @param isShared reads by the public link of the trace */
export function observationQuery({ projectId, traceId, observationId }: ObservationKey, isShared = false) {
  const route = isShared ? getSharedObservation : getObservation
  return queryOptions({
    queryKey: [
      ...traceKey(projectId, traceId),
      isShared ? 'sharedObservation' : 'observation',
      observationId,
    ],
    queryFn: ({ signal }) => api.call(route, { params: { projectId, traceId, observationId } }, { signal }),
    staleTime: 15_000,
    // Inputs of megabytes are not worth comparing with what was there before.
    structuralSharing: false,
  })
}

/**
 * Changes a trace; what was changed shows at once, and what is stored comes back whatever came of it. Who may read the
 * trace shows only as it is stored: nobody shall take a trace for private while its link still works.
 */
export function useEditTrace(projectId: string, traceId: string) {
  const queryClient = useQueryClient()
  const queryKey = wholeKey(projectId, traceId)
  const mutationKey = ['editTrace', projectId, traceId]
  return useMutation({
    mutationKey,
    scope: { id: `trace ${traceId}` },
    mutationFn: (body: TraceEdit) => api.call(editTrace, { params: { projectId, traceId }, body }),
    onMutate: async (edit) => {
      await queryClient.cancelQueries({ queryKey })
      queryClient.setQueryData<TraceDetail>(queryKey, (before) => before && edited(before, edit))
    },
    onSettled: () => {
      // What is stored knows nothing yet of a change that is still on its way.
      if (queryClient.isMutating({ mutationKey }) > 1) return undefined
      return Promise.all([
        queryClient.invalidateQueries({ queryKey }),
        queryClient.invalidateQueries({ queryKey: tracesKey(projectId) }),
      ])
    },
  })
}

function edited(trace: TraceDetail, edit: TraceEdit): TraceDetail {
  const { addTags = [], removeTags = [], bookmarked = trace.bookmarked } = edit
  const tags = new Set(trace.tags.filter((tag) => !removeTags.includes(tag)))
  for (const tag of addTags) tags.add(tag)
  return { ...trace, bookmarked, tags: [...tags].sort() }
}

/** The list alone is read again: the trace itself is no more. */
export function useDeleteTrace(projectId: string, traceId: string, onDone: () => void) {
  const remove = () => api.call(deleteTrace, { params: { projectId, traceId } })
  return useChange(tracesKey(projectId), remove, onDone)
}
