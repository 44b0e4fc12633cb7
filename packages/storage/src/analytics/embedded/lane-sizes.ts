import type { Lane } from '../store.ts'

/** Threads of libuv's pool that statements leave to files and name look-ups. */
const SPARED_THREADS = 4

/**
 * Connections per lane. Each running statement occupies a thread of libuv's pool, so together they stay below its size,
 * with at least one per lane.
 */
export function laneSizes(threads = 4): Record<Lane, number> {
  const spare = Math.max(0, Math.min(threads - SPARED_THREADS, 12) - 4)
  const share = (weight: number) => Math.floor((spare * weight) / 8)
  return { write: 1 + share(2), read: 1 + share(3), report: 1 + share(2), job: 1 + share(1) }
}
