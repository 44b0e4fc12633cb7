import type { QueryKey } from '@tanstack/react-query'
import { useState } from 'react'
import { useHotkeys } from '../../lib/hotkeys.ts'
import { useLiveRefresh } from './use-live-refresh.ts'

interface LiveList {
  readonly projectId: string
  readonly queryKey: QueryKey
  /** Least time between two refreshes, in ms. */
  readonly interval: number
}

/** A list that follows what arrives, until somebody stops it by the button or `p`. */
export function useLiveList(list: LiveList) {
  const [paused, setPaused] = useState(false)
  const state = useLiveRefresh({ ...list, enabled: !paused })
  const onToggle = () => setPaused(!paused)
  useHotkeys({ p: onToggle })
  return { state, paused, onToggle }
}
