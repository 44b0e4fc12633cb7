import {
  changeComment,
  createTraceComment,
  deleteComment,
  listTraceComments,
  type RouteResponse,
} from '@kansoku/contracts'
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { api } from '../../lib/api.ts'
import { useChange } from '../../lib/use-change.ts'

export type Discussion = RouteResponse<typeof listTraceComments>
export type Person = Discussion['members'][number]

export const commentsKey = (projectId: string, traceId: string) => ['comments', projectId, traceId] as const

export function commentsQuery(projectId: string, traceId: string) {
  return queryOptions({
    queryKey: commentsKey(projectId, traceId),
    queryFn: ({ signal }) => api.call(listTraceComments, { params: { projectId, traceId } }, { signal }),
    staleTime: 15_000,
  })
}

/** How many comments each observation has; those on the trace itself stand under an empty id. */
export function useCommentCounts(
  projectId: string,
  traceId: string,
  isEnabled: boolean,
): ReadonlyMap<string, number> {
  const { data } = useQuery({ ...commentsQuery(projectId, traceId), enabled: isEnabled })
  return useMemo(() => {
    const counts = new Map<string, number>()
    for (const { observationId } of data?.comments ?? []) {
      const id = observationId ?? ''
      counts.set(id, (counts.get(id) ?? 0) + 1)
    }
    return counts
  }, [data])
}

interface Subject {
  readonly projectId: string
  readonly traceId: string
  /** Null: the trace itself. */
  readonly observationId: string | null
}

/**
 * What was written and not sent yet: it outlives its panel, which goes when another observation is chosen. It lies with what was
 * read, so that it goes with the session.
 */
export function useCommentDraft({ projectId, traceId, observationId }: Subject) {
  const queryClient = useQueryClient()
  const queryKey = ['commentDraft', projectId, traceId, observationId]
  const keep = (text: string) => {
    // Nobody observes it: it would be forgotten after some minutes.
    queryClient.setQueryDefaults(queryKey, { gcTime: Number.POSITIVE_INFINITY })
    queryClient.setQueryData(queryKey, text)
  }
  return { read: () => queryClient.getQueryData<string>(queryKey) ?? '', keep }
}

export function useCreateComment({ projectId, traceId, observationId }: Subject, onDone: () => void) {
  const create = (content: string) =>
    api.call(createTraceComment, { params: { projectId, traceId }, body: { observationId, content } })
  return useChange(commentsKey(projectId, traceId), create, onDone)
}

type OfTrace = Omit<Subject, 'observationId'>

export function useChangeComment({ projectId, traceId }: OfTrace, commentId: string, onDone: () => void) {
  const change = (content: string) =>
    api.call(changeComment, { params: { projectId, commentId }, body: { content } })
  return useChange(commentsKey(projectId, traceId), change, onDone)
}

export function useDeleteComment({ projectId, traceId }: OfTrace, commentId: string) {
  const remove = () => api.call(deleteComment, { params: { projectId, commentId } })
  return useChange(commentsKey(projectId, traceId), remove, () => undefined)
}
