import { useQueries, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { turnsQuery } from './conversation-queries.ts'
import { toShownTurns } from './exchanges.ts'

/**
 * The turns of a session as far as they are loaded. `version` changes when the session does: then the portion that is
 * last is read again, for it is there that turns are added.
 */
export function usePortions(projectId: string, sessionId: string, version: string | undefined) {
  const queryClient = useQueryClient()
  const [cursors, setCursors] = useState<readonly string[]>([''])
  const portions = useQueries({ queries: cursors.map((after) => turnsQuery(projectId, sessionId, after)) })
  const last = portions.at(-1)
  const next = last?.data?.next ?? undefined
  const [seen, setSeen] = useState(version)
  useEffect(() => {
    if (version === undefined || version === seen) return
    setSeen(version)
    if (seen === undefined) return
    const { queryKey } = turnsQuery(projectId, sessionId, cursors.at(-1) ?? '')
    void queryClient.invalidateQueries({ queryKey })
  }, [version, seen, cursors, queryClient, projectId, sessionId])
  const loaded = portions.flatMap(({ data }) => data?.turns ?? [])
  const identity = portions.map(({ dataUpdatedAt }) => dataUpdatedAt).join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the turns are others when a portion was read
  const turns = useMemo(() => toShownTurns(loaded), [identity])
  return {
    turns,
    error: portions.find(({ error }) => error)?.error ?? null,
    isLoading: last?.isPending ?? true,
    hasMore: next !== undefined,
    loadMore: () => {
      if (next !== undefined) setCursors((before) => (before.includes(next) ? before : [...before, next]))
    },
    retry: () => {
      for (const { error, refetch } of portions) if (error) void refetch()
    },
  }
}
