import { useNavigate } from '@tanstack/react-router'
import { useEffect, useEffectEvent } from 'react'
import { followLiveEvents } from '../live/live-events.ts'

/** Opens the first trace of a project as soon as it arrives: who has just connected a program wants to see that it works. */
export function useOpenFirstTrace(projectId: string): void {
  const navigate = useNavigate()
  const open = useEffectEvent(
    (traceId: string) =>
      void navigate({ to: '/project/$projectId/traces/$traceId', params: { projectId, traceId } }),
  )
  useEffect(
    () =>
      followLiveEvents(projectId, {
        onTraces: (event) => {
          const [first] = event?.traceIds ?? []
          if (first !== undefined) open(first)
        },
      }),
    [projectId],
  )
}
