/** How long a server that fails is left alone. */
export interface RestPeriod {
  failed(reason: string): void
  worked(): void
  /** Why it is still to be left alone; undefined when it may be tried. */
  reason(): string | undefined
}

const firstMs = 500
const longestMs = 30_000

/** The first failure may be the last one, and costs no rest. `now` in milliseconds, of any beginning. */
export function createRestPeriod(now: () => number): RestPeriod {
  let failures = 0
  let last = { until: 0, reason: '' }
  return {
    failed(reason) {
      const ms = failures === 0 ? 0 : Math.min(longestMs, firstMs * 2 ** (failures - 1))
      failures += 1
      last = { until: now() + ms, reason }
    },
    worked() {
      failures = 0
    },
    reason: () => (now() < last.until ? last.reason : undefined),
  }
}
