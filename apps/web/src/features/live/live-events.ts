import { liveEventsPath, type TraceLiveEvent, traceLiveEvent } from '@kansoku/contracts'
import { focusManager } from '@tanstack/react-query'
import { belowBase } from '../../lib/base-path.ts'

export type LiveState = 'connecting' | 'open' | 'off'

export interface LiveListener {
  readonly onState?: (state: LiveState) => void
  /** `undefined` says that events may have been missed: everything has to be read again. */
  readonly onTraces?: (event: TraceLiveEvent | undefined) => void
  /** The reader's mentions are others, or may be: events may have been missed. */
  readonly onMentions?: () => void
}

interface Connection {
  readonly listeners: Set<LiveListener>
  state: LiveState
  readonly close: () => void
}

const firstWait = 1_000
const longestWait = 15_000

/** By project. Browsers allow few connections to one origin: all that follow a project share one. */
const connections = new Map<string, Connection>()

/**
 * Follows the live events of a project until the returned function is called. Reconnects on its own, more patiently
 * each time; rests while the page is hidden, because browsers allow few connections to one origin.
 */
export function followLiveEvents(projectId: string, listener: LiveListener): () => void {
  const connection = connections.get(projectId) ?? connect(projectId)
  connections.set(projectId, connection)
  connection.listeners.add(listener)
  listener.onState?.(connection.state)
  if (connection.state === 'open') tellOfMissed(listener)
  return () => {
    connection.listeners.delete(listener)
    listener.onState?.('off')
    if (connection.listeners.size > 0 || connections.get(projectId) !== connection) return
    connections.delete(projectId)
    connection.close()
  }
}

/** What came while nobody listened, before this connection too, is not told again. */
function tellOfMissed({ onTraces, onMentions }: LiveListener): void {
  onTraces?.(undefined)
  onMentions?.()
}

function connect(projectId: string): Connection {
  const url = belowBase(liveEventsPath.replace(':projectId', encodeURIComponent(projectId)))
  const listeners = new Set<LiveListener>()
  let source: EventSource | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let wait = firstWait

  const rest = () => {
    clearTimeout(timer)
    source?.close()
    source = undefined
  }
  const turn = (state: LiveState) => {
    connection.state = state
    for (const { onState } of listeners) onState?.(state)
  }
  const open = () => {
    rest()
    turn('connecting')
    source = new EventSource(url)
    source.onopen = () => {
      wait = firstWait
      turn('open')
      for (const listener of listeners) tellOfMissed(listener)
    }
    source.onerror = () => {
      rest()
      turn('connecting')
      timer = setTimeout(open, wait)
      wait = Math.min(wait * 2, longestWait)
    }
    source.addEventListener('traces', ({ data }: MessageEvent<string>) => {
      const event = read(data)
      for (const { onTraces } of listeners) onTraces?.(event)
    })
    source.addEventListener('mentions', () => {
      for (const { onMentions } of listeners) onMentions?.()
    })
  }
  const stopFollowing = focusManager.subscribe((isFocused) => {
    if (isFocused) return open()
    rest()
    // Who begins to listen now has missed nothing that could be asked for: the session may be over.
    connection.state = 'off'
  })
  const connection: Connection = {
    ...{ listeners, state: 'off' },
    close: () => {
      stopFollowing()
      rest()
    },
  }
  if (focusManager.isFocused()) open()
  return connection
}

/** An event that cannot be read still says that something changed. */
function read(data: string): TraceLiveEvent | undefined {
  try {
    return traceLiveEvent.parse(JSON.parse(data))
  } catch {
    return undefined
  }
}
