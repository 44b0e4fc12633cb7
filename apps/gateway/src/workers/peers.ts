import { setTimeout as delay } from 'node:timers/promises'
import type { SpentOnAccount } from '@kansoku/contracts/gateway'
import type { ConfigWarning } from '@kansoku/routing'
import type { SoftBudget } from '../limits/budgets.ts'
import type { Limiter } from '../limits/limiter.ts'
import { answerOf } from './environment-answer.ts'
import { createRemoteLimiter } from './remote-limiter.ts'
import { createWire } from './wire.ts'

/** The other workers of a gateway that has several, as one of them sees them. */
export interface Peers {
  /** Counts for all workers together. */
  limiter(spentOn: (account: string) => SpentOnAccount | undefined): Limiter
  /** Tells all others. Resolves when they know, or have had much time for it. Never rejects. */
  publish(topic: string, value: unknown): Promise<void>
  /** Resolves when others know what was published so far, or have had time for it. Never rejects. */
  settled(): Promise<void>
  /** What all workers have counted, as text for Prometheus. */
  metrics(): Promise<string>
  listen(listeners: PeerListeners): void
}

interface PeerListeners {
  /** What the others publish, by topic. They wait for what is returned. */
  readonly topics: Readonly<Record<string, (value: never) => unknown>>
  /** What this worker has counted, as JSON of prom-client. */
  ownMetrics(): Promise<unknown>
  onSoftBudget(budget: SoftBudget): void
  /** Another config file and environment; resolves with what is odd about them. */
  onEnvironment(environment: NodeJS.ProcessEnv): Promise<readonly ConfigWarning[]>
}

/** A worker that hangs must not hold up the answers of the others. */
const patienceMs = 250
/** Who manages may wait until all know. */
const longPatienceMs = 5000

const nothing = () => undefined

/** Resolves with what comes first; the timer does not outlive that. */
function within(told: Promise<void>, ms: number): Promise<void> {
  const patience = new AbortController()
  const { signal } = patience
  const waited = delay(ms, undefined, { ref: false, signal }).catch(nothing)
  return Promise.race([told, waited]).finally(() => patience.abort())
}

/** News of a worker on its way to the others. */
export interface Publication {
  readonly topic: string
  readonly value: unknown
}

/**
 * Joins the workers of the process that started this one.
 * @param onOrphaned is told that nobody looks after the gateway any more
 */
export function joinPeers(onOrphaned: () => void): Peers {
  let listeners: PeerListeners | undefined
  const underWay = new Set<Promise<unknown>>()
  const wire = createWire(
    {
      // With a callback, what cannot be sent is no error of the process: its primary may be gone.
      send: (message) => void process.send?.(message, undefined, undefined, () => undefined),
      onMessage: (listener) => void process.on('message', listener),
    },
    {
      published: ({ topic, value }: Publication) => listeners?.topics[topic]?.(value as never),
      ownMetrics: () => listeners?.ownMetrics(),
      orphaned: onOrphaned,
      softBudget: (budget: SoftBudget) => listeners?.onSoftBudget(budget),
      environment: (given: NodeJS.ProcessEnv) => answerOf(async () => listeners?.onEnvironment(given) ?? []),
    },
  )
  process.once('disconnect', wire.close)
  return {
    limiter: (spentOn) => createRemoteLimiter(wire, spentOn),
    publish(topic, value) {
      // A worker that has just ended needs to know nothing.
      const told = wire.ask('publish', { topic, value }).then(nothing, nothing)
      const soon = within(told, patienceMs)
      underWay.add(soon)
      void soon.finally(() => underWay.delete(soon))
      return within(told, longPatienceMs)
    },
    async settled() {
      if (underWay.size > 0) await Promise.all(underWay)
    },
    metrics: async () => String(await wire.ask('metrics')),
    listen(given) {
      listeners = given
    },
  }
}
