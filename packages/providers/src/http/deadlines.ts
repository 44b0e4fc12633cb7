import { ProviderError } from '../spec/error.ts'

/** When a call gives up. Milliseconds; absent means no limit of that kind. */
export interface CallLimits {
  /** The caller's own signal, e.g. its client went away. Ends the upstream call with class `cancelled`. */
  readonly signal?: AbortSignal
  /** The whole call, the last byte included. */
  readonly timeoutMs?: number
  /** Until the first content of the answer. */
  readonly firstChunkTimeoutMs?: number
  /** Between two reads of a stream. */
  readonly idleTimeoutMs?: number
}

/** One abort signal for everything that can end a call, and the reason as `ProviderError`. */
export interface Deadlines {
  readonly signal: AbortSignal
  /** The first content arrived. */
  answered(): void
  /** A read of the stream begins, or (false) is over. */
  reading(active: boolean): void
  /** Ends the upstream call. */
  abort(reason: ProviderError): void
  /** Stops all timers. */
  clear(): void
}

/** The longest that a timer of Node can run, 24 days; a longer one would end at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1

export function startDeadlines(provider: string, limits: CallLimits): Deadlines {
  const controller = new AbortController()
  const abort = (reason: ProviderError) => controller.abort(reason)
  const timer = (ms: number | undefined, what: string, counts = () => true) => {
    const expire = () => {
      if (counts()) abort(new ProviderError('timeout', `${what} within ${ms} ms`, { provider }))
    }
    return ms === undefined ? undefined : setTimeout(expire, Math.min(ms, LONGEST_TIMER_MS))
  }
  const total = timer(limits.timeoutMs, 'The provider did not finish its answer')
  const first = timer(limits.firstChunkTimeoutMs, 'The provider did not begin its answer')
  let idle: NodeJS.Timeout | undefined
  let isReading = false
  const onAbort = () =>
    abort(
      new ProviderError('cancelled', 'The caller ended the call', { provider, cause: limits.signal?.reason }),
    )
  if (limits.signal?.aborted) onAbort()
  else limits.signal?.addEventListener('abort', onAbort, { once: true })
  return {
    signal: controller.signal,
    abort,
    answered: () => clearTimeout(first),
    reading(active) {
      isReading = active
      if (!active) return
      // For each piece of a stream: winding a timer up again costs a fraction of a new one.
      if (idle) idle.refresh()
      else
        idle = timer(
          limits.idleTimeoutMs,
          'The provider sent no further piece of its answer',
          () => isReading,
        )
    },
    clear() {
      for (const running of [total, first, idle]) clearTimeout(running)
      limits.signal?.removeEventListener('abort', onAbort)
    },
  }
}
