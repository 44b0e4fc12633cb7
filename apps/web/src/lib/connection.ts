import { useSyncExternalStore } from 'react'

export type Connection = 'up' | 'down'

let state: Connection = 'up'
const listeners = new Set<() => void>()

/** Says whether the last call reached the server; components that watch it re-render on a change. */
export function reportConnection(next: Connection): void {
  if (next === state) return
  state = next
  for (const listener of listeners) listener()
}

export function getConnection(): Connection {
  return state
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useConnection(): Connection {
  return useSyncExternalStore(subscribe, getConnection)
}
