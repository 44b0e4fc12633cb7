export interface Change {
  /** Relative change: 0.25 is a quarter more. Absent when there was nothing to compare with. */
  readonly ratio?: number
  readonly direction: 'up' | 'down' | 'same'
}

/** Change from one range to the next; undefined where either is unknown. Less than half a percent is none. */
export function changeOf(current: number | null, previous: number | null): Change | undefined {
  if (current === null || previous === null) return undefined
  if (previous === 0) return current === 0 ? { ratio: 0, direction: 'same' } : { direction: 'up' }
  const ratio = (current - previous) / Math.abs(previous)
  if (Math.abs(ratio) < 0.005) return { ratio: 0, direction: 'same' }
  return { ratio, direction: ratio > 0 ? 'up' : 'down' }
}
