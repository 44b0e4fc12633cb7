/** Calls that wait until a deployment can take them: the lowest priority number first, then in order of arrival. */
export interface WaitingLine {
  /** Whether anybody waits there. */
  isWaiting(place: string): boolean
  /**
   * Resolves with the first thing that `look` finds when it is this call's turn, undefined after the deadline or when
   * the signal aborts.
   */
  wait<T>(place: string, turn: Turn<T>): Promise<T | undefined>
}

export interface Turn<T> {
  readonly priority: number
  readonly look: () => T | undefined
  readonly pollSeconds: number
  /** How long the call may wait. */
  readonly seconds: number
  readonly signal: AbortSignal | undefined
}

interface Waiting {
  readonly priority: number
  /** Wakes a call whose turn has come. */
  wake: AbortController
}

interface LinePorts {
  readonly now: () => number
  readonly sleep: (milliseconds: number, signal: AbortSignal | undefined) => Promise<void>
}

export function createWaitingLine({ now, sleep }: LinePorts): WaitingLine {
  const lines = new Map<string, Waiting[]>()
  const enter = (place: string, own: Waiting): Waiting[] => {
    const line = lines.get(place) ?? []
    lines.set(place, line)
    const behind = line.findIndex(({ priority }) => priority > own.priority)
    line.splice(behind < 0 ? line.length : behind, 0, own)
    return line
  }
  const leave = (place: string, line: Waiting[], own: Waiting) => {
    line.splice(line.indexOf(own), 1)
    if (line.length === 0) lines.delete(place)
    line[0]?.wake.abort()
  }
  return {
    isWaiting: (place) => lines.has(place),
    async wait(place, { priority, look, pollSeconds, seconds, signal }) {
      const deadline = now() + seconds * 1000
      const own: Waiting = { priority, wake: new AbortController() }
      const line = enter(place, own)
      try {
        for (;;) {
          const left = deadline - now()
          if (left <= 0 || signal?.aborted) return undefined
          if (line[0] === own) {
            const found = look()
            if (found !== undefined) return found
            await sleep(Math.min(pollSeconds * 1000, left), signal)
          } else {
            own.wake = new AbortController()
            await sleep(left, signal ? AbortSignal.any([own.wake.signal, signal]) : own.wake.signal)
          }
        }
      } finally {
        leave(place, line, own)
      }
    },
  }
}
