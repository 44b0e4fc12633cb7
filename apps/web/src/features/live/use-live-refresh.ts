import type { TraceLiveEvent } from '@kansoku/contracts'
import { type QueryKey, useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
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

/** Until a page has drawn what it has just asked for, in ms. */
const drawingTime = 2_000

/** For queries that `useLiveRefresh` keeps up to date: what is kept of an earlier visit is drawn before it is read again. */
export const drawnFirst = { refetchOnMount: false } as const

/** Keeps queries up to date with what arrives at the server. */
export function useLiveRefresh({ projectId, queryKey, interval, enabled, concerns }: LiveRefresh): LiveState {
  const queryClient = useQueryClient()
  const [state, setState] = useState<LiveState>('off')
  const read = useEffectEvent(() => queryClient.invalidateQueries({ queryKey }, { cancelRefetch: false }))
  const matters = useEffectEvent(
    (event: TraceLiveEvent | undefined) => !event || event.more || !concerns || concerns(event),
  )
  const readStale = useEffectEvent(() =>
    queryClient.refetchQueries({ queryKey, type: 'active', stale: true }, { cancelRefetch: false }),
  )
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => void readStale())
    })
    return () => {
      cancelAnimationFrame(frame)
      clearTimeout(timer)
    }
  }, [])
  const isNew = useRef(true)
  useEffect(() => {
    if (!enabled) return
    const refresh = paced(() => read(), interval)
    let timer: ReturnType<typeof setTimeout> | undefined
    const leave = followLiveEvents(projectId, {
      onState: setState,
      onTraces: (event) => {
        // What came between the first questions of the page and this connection can wait: they are not asked twice at once.
        if (!event && isNew.current) timer = setTimeout(refresh, drawingTime)
        else if (matters(event)) refresh()
        if (!event) isNew.current = false
      },
    })
    return () => {
      clearTimeout(timer)
      leave()
    }
  }, [projectId, enabled, interval])
  return state
}
