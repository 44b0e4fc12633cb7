const windowMs = 60_000

/** What was used in the minute that began with the first use. Times in ms. */
export interface RateWindow {
  readonly startedAt: number
  requests: number
  tokens: number
}

/** The window that holds at an instant, a new one when there is none. */
export function windowAt(windows: Map<string, RateWindow>, name: string, now: number): RateWindow {
  const known = windows.get(name)
  // A clock that was set back would keep a window open for as long.
  if (known && now >= known.startedAt && now - known.startedAt < windowMs) return known
  const fresh = { startedAt: now, requests: 0, tokens: 0 }
  windows.set(name, fresh)
  return fresh
}

export function secondsLeft({ startedAt }: RateWindow, now: number): number {
  return Math.max(0, startedAt + windowMs - now) / 1000
}
