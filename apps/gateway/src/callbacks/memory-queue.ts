import type { SpoolRecord } from '../spool/shipper.ts'
import type { SpoolBatch } from '../spool/spool-reader.ts'

/** Records that wait in memory for one destination: so many bytes at most, the oldest go first. */
export class MemoryQueue<Item extends SpoolRecord> {
  readonly #maxBytes: number
  readonly #onDropped: () => void
  #records: Item[] = []
  #bytes = 0
  /** Of those under way. */
  #taken = 0
  #wakeUp = Promise.withResolvers<void>()

  constructor(maxBytes: number, onDropped: () => void) {
    this.#maxBytes = maxBytes
    this.#onDropped = onDropped
  }

  get isEmpty(): boolean {
    return this.#records.length === 0
  }

  push(record: Item): void {
    this.#records.push(record)
    this.#bytes += record.length
    while (this.#bytes > this.#maxBytes && this.#records.length > 0) {
      this.#bytes -= this.#records.shift()?.length ?? 0
      this.#taken = Math.max(0, this.#taken - 1)
      this.#onDropped()
    }
    this.#wakeUp.resolve()
  }

  async next(limit: {
    readonly records: number
    readonly bytes: number
  }): Promise<SpoolBatch<Item> | undefined> {
    this.#wakeUp = Promise.withResolvers()
    let bytes = 0
    let count = 0
    for (const { length } of this.#records) {
      if (count > 0 && (count >= limit.records || bytes + length > limit.bytes)) break
      bytes += length
      count++
    }
    if (count === 0) return undefined
    this.#taken = count
    const more = count < this.#records.length
    return { records: this.#records.slice(0, count), end: { segment: 0, offset: 0 }, more }
  }

  /** What was dropped meanwhile was among those that are delivered now. */
  async commit(): Promise<void> {
    for (const { length } of this.#records.splice(0, this.#taken)) this.#bytes -= length
    this.#taken = 0
  }

  appended(): Promise<void> {
    return this.#wakeUp.promise
  }
}
