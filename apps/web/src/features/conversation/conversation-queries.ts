import { getProjectSession, listSessionTurns } from '@kansoku/contracts'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'

export const conversationKey = (projectId: string, sessionId: string) =>
  ['conversation', projectId, sessionId] as const

export function sessionSummaryQuery(projectId: string, sessionId: string) {
  return queryOptions({
    queryKey: [...conversationKey(projectId, sessionId), 'summary'],
    queryFn: ({ signal }) => api.call(getProjectSession, { params: { projectId, sessionId } }, { signal }),
  })
}

/** The portion of turns that begins after a cursor; an empty one is the beginning. */
export function turnsQuery(projectId: string, sessionId: string, after: string) {
  return queryOptions({
    queryKey: [...conversationKey(projectId, sessionId), 'turns', after],
    queryFn: ({ signal }) =>
      api.call(
        listSessionTurns,
        { params: { projectId, sessionId }, query: after === '' ? {} : { after } },
        { signal },
      ),
    staleTime: Number.POSITIVE_INFINITY,
    // Inputs of megabytes are not worth comparing with what was there before.
    structuralSharing: false,
  })
}
