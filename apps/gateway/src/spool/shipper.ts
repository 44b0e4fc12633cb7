import { setTimeout as delay } from 'node:timers/promises'
import type { BatchLimit } from '@kansoku/journal'
import type { SpoolBatch, SpoolReader } from './spool-reader.ts'

/** What a destination said to a batch. */
export type Delivery =
  | { readonly kind: 'delivered'; readonly rejected: readonly Rejection[] }
  /** Not now: unreachable, overloaded, timed out. The whole batch is sent again. */
  | { readonly kind: 'retry'; readonly reason: string; readonly afterSeconds?: number }
  /** Never: the destination refuses this batch as a whole. It is split until the records at fault stand alone. */
  | { readonly kind: 'refused'; readonly reason: string }

export interface Rejection {
  readonly record: string
  readonly reason: string
}

/** A record as JSON text, where it comes from the spool in UTF-8. */
export type SpoolRecord = Buffer | string

/** Where records come from, in the order of writing. */
export interface RecordReader<Item extends SpoolRecord> extends Pick<SpoolReader, 'commit' | 'appended'> {
  next(limit: BatchLimit): Promise<SpoolBatch<Item> | undefined>
}

export interface ShipperOptions<Item extends SpoolRecord> {
  readonly reader: RecordReader<Item>
  readonly deliver: (records: readonly Item[], signal: AbortSignal) => Promise<Delivery>
  /** Keeps what a destination will never take, so that nothing vanishes without a trace. */
  readonly onRejected: (rejections: readonly Rejection[]) => Promise<void>
  /** Told at each change between delivering and waiting, for the log. */
  readonly onState?: (state: { readonly delivering: boolean; readonly reason?: string }) => void
  readonly batchRecords?: number
  readonly batchBytes?: number
  readonly sleep?: (milliseconds: number, signal: AbortSignal) => Promise<void>
  /** Milliseconds, never going back. */
  readonly now?: () => number
}

/**
 * Under load, records that arrive shortly after a delivery travel together; the first one never waits. The pause grows
 * with what the delivery took, so that a busy destination spends a fifth of its time on batches, not all of it: calls
 * under way often run on the same machine.
 */
const shortestPauseMs = 50
const longestPauseMs = 250
const pausePerDelivery = 4
const firstWaitMs = 100
const longestWaitMs = 5_000

/** Ships the records of a spool to one destination until stopped. */
export class Shipper<Item extends SpoolRecord = Buffer> implements AsyncDisposable {
  readonly #options: ShipperOptions<Item>
  readonly #stop = new AbortController()
  readonly #done: Promise<void>
  #delivering = true

  constructor(options: ShipperOptions<Item>) {
    this.#options = options
    this.#done = this.#run()
  }

  /** Ends after the delivery under way; what is left stays in the spool. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort()
    await this.#done
  }

  async #run(): Promise<void> {
    const { reader, batchRecords = 500, batchBytes = 2 << 20 } = this.#options
    const stopped = new Promise<void>((resolve) =>
      this.#stop.signal.addEventListener('abort', () => resolve()),
    )
    for (let failures = 0; !this.#stop.signal.aborted; ) {
      try {
        const batch = await reader.next({ records: batchRecords, bytes: batchBytes })
        const startedAt = this.#now()
        if (!batch) {
          this.#setDelivering(true)
          await Promise.race([reader.appended(), stopped])
        } else if (await this.#deliverAll(batch.records)) {
          await reader.commit(batch.end)
          const isFull = batch.more || batch.records.length >= batchRecords
          if (!isFull) await this.#pause(this.#now() - startedAt)
        }
        failures = 0
      } catch (error) {
        // The disk, or too many open files: calls are served all the same, and what is written down waits.
        this.#setDelivering(
          false,
          `The spool cannot be read: ${error instanceof Error ? error.message : error}`,
        )
        await this.#wait(failures++)
      }
    }
  }

  #pause(deliveryMs: number): Promise<void> {
    return this.#sleep(Math.min(longestPauseMs, Math.max(shortestPauseMs, deliveryMs * pausePerDelivery)))
  }

  #now(): number {
    return this.#options.now?.() ?? performance.now()
  }

  /** False when stopped before every record was delivered or rejected. */
  async #deliverAll(records: readonly Item[]): Promise<boolean> {
    for (let attempt = 0; !this.#stop.signal.aborted; attempt++) {
      const delivery = await this.#options.deliver(records, this.#stop.signal)
      if (delivery.kind === 'delivered') {
        this.#setDelivering(true)
        if (delivery.rejected.length > 0) await this.#options.onRejected(delivery.rejected)
        return true
      }
      if (delivery.kind === 'refused') return this.#split(records, delivery.reason)
      this.#setDelivering(false, delivery.reason)
      await this.#wait(attempt, delivery.afterSeconds)
    }
    return false
  }

  async #split(records: readonly Item[], reason: string): Promise<boolean> {
    if (records.length <= 1) {
      await this.#options.onRejected(records.map((record) => ({ record: String(record), reason })))
      return true
    }
    const middle = records.length >> 1
    return (await this.#deliverAll(records.slice(0, middle))) && this.#deliverAll(records.slice(middle))
  }

  async #wait(attempt: number, afterSeconds?: number): Promise<void> {
    const backOff = Math.min(longestWaitMs, firstWaitMs * 2 ** attempt) * (0.5 + Math.random() / 2)
    const wait = Math.max(backOff, Math.min(60, afterSeconds ?? 0) * 1000)
    await this.#sleep(wait)
  }

  async #sleep(milliseconds: number): Promise<void> {
    const sleep = this.#options.sleep ?? ((ms, signal) => delay(ms, undefined, { signal }))
    await sleep(milliseconds, this.#stop.signal).catch(() => {})
  }

  #setDelivering(delivering: boolean, reason?: string): void {
    if (delivering === this.#delivering) return
    this.#delivering = delivering
    this.#options.onState?.({ delivering, ...(reason === undefined ? {} : { reason }) })
  }
}
