import { setTimeout as delay } from 'node:timers/promises'
import type { Log } from '../log.ts'
import { type Delivery, Shipper, type SpoolRecord } from '../spool/shipper.ts'
import { MemoryQueue } from './memory-queue.ts'

/** Tells one target of calls, patiently and beside everything else. */
export interface Channel<Item extends SpoolRecord = string> {
  push(record: Item): void
  /** Waits, at most that long, until everything is told; then ends. */
  close(milliseconds: number): Promise<void>
}

export type Deliver<Item extends SpoolRecord = string> = (
  records: readonly Item[],
  signal: AbortSignal,
) => Promise<Delivery>

interface ChannelOptions<Item extends SpoolRecord> {
  readonly name: string
  readonly deliver: Deliver<Item>
  readonly log: Log
  /** Told of each call by what became of it. */
  readonly count: (outcome: 'delivered' | 'rejected' | 'dropped', calls: number) => void
  readonly batchRecords?: number
  readonly maxBytes?: number
}

/** Calls of some minutes at a busy gateway. */
const maxBytes = 32 * 1024 * 1024

/** A record that cannot be written down in the target's words would else be tried for ever, and hold up all behind it. */
function unwritable(error: unknown): Delivery {
  return { kind: 'refused', reason: error instanceof Error ? error.message : String(error) }
}

export function openChannel<Item extends SpoolRecord>(options: ChannelOptions<Item>): Channel<Item> {
  const { name, deliver, log, count } = options
  let dropping = false
  const queue = new MemoryQueue<Item>(options.maxBytes ?? maxBytes, () => {
    count('dropped', 1)
    if (dropping) return
    dropping = true
    log.error(
      { callback: name },
      'more calls wait for a callback than memory may hold: the oldest are dropped',
    )
  })
  const shipper = new Shipper({
    reader: queue,
    ...(options.batchRecords === undefined ? {} : { batchRecords: options.batchRecords }),
    async deliver(records, signal) {
      const delivery = await deliver(records, signal).catch(unwritable)
      if (delivery.kind === 'delivered') {
        dropping = false
        count('delivered', records.length - delivery.rejected.length)
      }
      return delivery
    },
    async onRejected(rejections) {
      count('rejected', rejections.length)
      for (const { reason } of rejections) log.error({ callback: name, reason }, 'a callback refused a call')
    },
    onState({ delivering, reason }) {
      if (delivering) log.info({ callback: name }, 'a callback is told of calls again')
      else log.warn({ callback: name, reason }, 'a callback cannot be told of calls; they wait')
    },
  })
  return {
    push: (record) => queue.push(record),
    async close(milliseconds) {
      const deadline = performance.now() + milliseconds
      while (!queue.isEmpty && performance.now() < deadline) await delay(10)
      await shipper[Symbol.asyncDispose]()
    },
  }
}
