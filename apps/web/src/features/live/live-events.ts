import { liveEventsPath, type TraceLiveEvent, traceLiveEvent } from '@kansoku/contracts'
import { focusManager } from '@tanstack/react-query'
import { belowBase } from '../../lib/base-path.ts'

export type LiveState = 'connecting' | 'open' | 'off'

export interface LiveListener {
  readonly onState: (state: LiveState) => void
  /** `undefined` says that events may have been missed: everything has to be read again. */
  readonly onTraces: (event: TraceLiveEvent | undefined) => void
}

const firstWait = 1_000
const longestWait = 15_000

/**
 * Follows the live events of a project until the returned function is called. Reconnects on its own, more patiently
 * each time; rests while the page is hidden, because browsers allow few connections to one origin.
 */
export function followLiveEvents(projectId: string, listener: LiveListener): () => void {
  const url = belowBase(liveEventsPath.replace(':projectId', encodeURIComponent(projectId)))
  let source: EventSource | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let wait = firstWait

  const close = () => {
    clearTimeout(timer)
    source?.close()
    source = undefined
  }
  const open = () => {
    close()
    listener.onState('connecting')
    source = new EventSource(url)
    source.onopen = () => {
      wait = firstWait
      listener.onState('open')
      // What came while nobody listened, before this connection too, is not told again.
      listener.onTraces(undefined)
    }
    source.onerror = () => {
      close()
      listener.onState('connecting')
      timer = setTimeout(open, wait)
      wait = Math.min(wait * 2, longestWait)
    }
    source.addEventListener('traces', (event: MessageEvent<string>) => listener.onTraces(read(event.data)))
  }
  const stopFollowing = focusManager.subscribe((isFocused) => (isFocused ? open() : close()))
  if (focusManager.isFocused()) open()
  return () => {
    stopFollowing()
    close()
    listener.onState('off')
  }
}

/** An event that cannot be read still says that something changed. */
function read(data: string): TraceLiveEvent | undefined {
  try {
    return traceLiveEvent.parse(JSON.parse(data))
  } catch {
    return undefined
  }
}
