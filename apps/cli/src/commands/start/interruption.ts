/** Time in which a repeated signal counts as the same wish: npm and the terminal both deliver one Ctrl-C. */
const sameWishMs = 1_000

export interface Interruption {
  /** Aborted at the first wish to stop. */
  readonly signal: AbortSignal
  /** Resolves at the first wish to stop. */
  readonly requested: Promise<void>
  dispose(): void
}

/**
 * Ctrl-C, SIGTERM, a closed terminal, or the end of the process that launched this one: all ask for an orderly stop.
 * A further signal calls `insist`.
 */
export function listenForStop(insist: () => void): Interruption {
  const controller = new AbortController()
  const { promise: requested, resolve } = Promise.withResolvers<void>()
  let firstAt: number | undefined
  const onFirst = () => {
    firstAt ??= performance.now()
    controller.abort()
    resolve()
  }
  const onSignal = () => {
    if (firstAt !== undefined && performance.now() - firstAt > sameWishMs) insist()
    onFirst()
  }
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  for (const signal of signals) process.on(signal, onSignal)
  if (process.channel) {
    process.on('disconnect', onFirst)
    process.channel.unref()
  }
  return {
    signal: controller.signal,
    requested,
    dispose() {
      for (const signal of signals) process.off(signal, onSignal)
      process.off('disconnect', onFirst)
    },
  }
}
