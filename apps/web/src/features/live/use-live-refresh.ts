import type { TraceLiveEvent } from '@kansoku/contracts'
import { type QueryKey, useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import { followLiveEvents, type LiveState } from './live-events.ts'
import { paced } from './paced.ts'

interface LiveRefresh {
  readonly projectId: string
  /** Queries to read again when traces change. */
  readonly queryKey: QueryKey
  /** Least time between two refreshes, in ms. */
  readonly interval: number
  readonly enabled: boolean
  /** Tells whether an event matters here; absent: every one does. */
  readonly concerns?: (event: TraceLiveEvent) => boolean
}

/** Keeps queries up to date with what arrives at the server. */
export function useLiveRefresh({ projectId, queryKey, interval, enabled, concerns }: LiveRefresh): LiveState {
  const queryClient = useQueryClient()
  const [state, setState] = useState<LiveState>('off')
  const read = useEffectEvent(() => queryClient.invalidateQueries({ queryKey }, { cancelRefetch: false }))
  const matters = useEffectEvent(
    (event: TraceLiveEvent | undefined) => !event || event.more || !concerns || concerns(event),
  )
  useEffect(() => {
    if (!enabled) return
    const refresh = paced(() => read(), interval)
    return followLiveEvents(projectId, {
      onState: setState,
      onTraces: (event) => {
        if (matters(event)) refresh()
      },
    })
  }, [projectId, enabled, interval])
  return state
}
