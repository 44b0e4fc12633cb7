/** What an answer is measured by: seconds per token of a whole one, seconds to the first content of a stream. */
export type AnswerKind = 'whole' | 'stream'

/** How a try at a deployment ended. */
export interface TripEnd {
  /** All tokens of the call. */
  readonly tokens?: number
  /** Given for an answer whose speed counts; 0 where it has no tokens, as with embeddings. */
  readonly outputTokens?: number
  readonly timedOut?: boolean
}

/** One try at a deployment. */
export interface Trip {
  /** The first content of a stream is there. */
  answered(): void
  /** Counts once; further calls do nothing. */
  end(end?: TripEnd): void
}

/**
 * What deployments are doing, counted for each. Everything is answered at once: an implementation that shares counts
 * between gateways does so beside the calls.
 */
export interface DeploymentTraffic {
  /** Tries under way. */
  running(id: string): number
  /** Of the current minute; tokens count when their call has ended. */
  minute(id: string): { readonly requests: number; readonly tokens: number }
  /** Seconds until the current minute is over, at least 1. */
  secondsLeft(): number
  /** Mean of the last ten answers of that kind, none older than the window; undefined without any. */
  pace(id: string, kind: AnswerKind, windowSeconds: number): number | undefined
  begin(id: string, kind: AnswerKind): Trip
}

interface Measured {
  readonly at: number
  readonly seconds: number
}

interface Ledger {
  running: number
  minute: number
  requests: number
  tokens: number
  readonly paces: Record<AnswerKind, Measured[]>
}

const minuteMs = 60_000
/** LiteLLM's max_latency_list_size. */
const measuresKept = 10
/** What LiteLLM counts a timeout as, so that others are preferred for as long as it is remembered. */
const secondsOfTimeout = 1000

/** @param now milliseconds, never going back */
export function createDeploymentTraffic(now: () => number): DeploymentTraffic {
  const ledgers = new Map<string, Ledger>()
  const currentMinute = () => Math.floor(now() / minuteMs)
  const ledgerOf = (id: string): Ledger => {
    const minute = currentMinute()
    const known = ledgers.get(id) ?? {
      ...{ running: 0, minute, requests: 0, tokens: 0 },
      paces: { whole: [], stream: [] },
    }
    ledgers.set(id, known)
    if (known.minute !== minute) Object.assign(known, { minute, requests: 0, tokens: 0 })
    return known
  }
  const measure = (id: string, kind: AnswerKind, seconds: number) => {
    const list = ledgerOf(id).paces[kind]
    list.push({ at: now(), seconds })
    if (list.length > measuresKept) list.shift()
  }
  return {
    running: (id) => ledgers.get(id)?.running ?? 0,
    minute: ledgerOf,
    secondsLeft: () => Math.max(1, Math.ceil(((currentMinute() + 1) * minuteMs - now()) / 1000)),
    pace(id, kind, windowSeconds) {
      const oldest = now() - windowSeconds * 1000
      const recent = ledgers.get(id)?.paces[kind].filter(({ at }) => at >= oldest) ?? []
      if (recent.length === 0) return undefined
      return recent.reduce((sum, { seconds }) => sum + seconds, 0) / recent.length
    },
    begin(id, kind) {
      const startedAt = now()
      const ledger = ledgerOf(id)
      ledger.running += 1
      ledger.requests += 1
      let open = true
      const secondsSinceStart = () => (now() - startedAt) / 1000
      return {
        answered: () => measure(id, 'stream', secondsSinceStart()),
        end({ tokens = 0, outputTokens, timedOut = false } = {}) {
          if (!open) return
          open = false
          const current = ledgerOf(id)
          current.running -= 1
          current.tokens += tokens
          if (timedOut) measure(id, kind, secondsOfTimeout)
          else if (kind === 'whole' && outputTokens !== undefined)
            measure(id, kind, secondsSinceStart() / Math.max(1, outputTokens))
        },
      }
    },
  }
}
