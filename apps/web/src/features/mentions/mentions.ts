import { listMentions, type Mention, markMentionsRead } from '@kansoku/contracts'
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { api } from '../../lib/api.ts'
import { useChange } from '../../lib/use-change.ts'
import { followLiveEvents } from '../live/live-events.ts'
import { traceItself } from '../trace/trace-itself.ts'

const mentionsKey = (projectId: string) => ['mentions', projectId] as const

export function mentionsQuery(projectId: string) {
  return queryOptions({
    queryKey: mentionsKey(projectId),
    queryFn: ({ signal }) => api.call(listMentions, { params: { projectId } }, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** Until a page has asked for what it shows: connections of a browser are few. */
const waiting = 2_000

/** Keeps the mentions of a project up to date, on whatever page. */
export function useFollowMentions(projectId: string): void {
  const queryClient = useQueryClient()
  useEffect(() => {
    const read = () => void queryClient.invalidateQueries({ queryKey: mentionsKey(projectId) })
    let leave: (() => void) | undefined
    const timer = setTimeout(() => {
      leave = followLiveEvents(projectId, { onMentions: read })
    }, waiting)
    return () => {
      clearTimeout(timer)
      leave?.()
    }
  }, [queryClient, projectId])
}

/** Told no ids it marks all of the project. */
export function useMarkMentionsRead(projectId: string) {
  const mark = (commentIds?: readonly string[]) =>
    api.call(markMentionsRead, {
      params: { projectId },
      body: commentIds ? { commentIds: [...commentIds] } : {},
    })
  return useChange(mentionsKey(projectId), mark, () => undefined)
}

/** Marks as read what names the reader among the comments that they look at. */
export function useReadMentions(projectId: string, commentIds: readonly string[]) {
  const { data } = useQuery(mentionsQuery(projectId))
  const { mutate } = useMarkMentionsRead(projectId)
  const unread = data?.mentions.filter(({ isRead }) => !isRead).map(({ commentId }) => commentId) ?? []
  // Of more than are listed nobody here knows which are read.
  const areAllListed = unread.length === data?.unread
  const ids = data && (areAllListed ? unread.filter((id) => commentIds.includes(id)) : commentIds).join()
  useEffect(() => {
    if (ids) mutate(ids.split(','))
  }, [ids, mutate])
}

/** Where the comment stands; with it in the address it is scrolled to. */
export function placeOf(projectId: string, { traceId, observationId, commentId }: Mention) {
  return {
    to: '/project/$projectId/traces/$traceId',
    params: { projectId, traceId },
    search: { observation: observationId ?? traceItself, comment: commentId },
  } as const
}
