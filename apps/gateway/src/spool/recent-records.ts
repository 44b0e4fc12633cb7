import type { BatchLimit, Segment } from '@kansoku/journal'

interface RecentRecord {
  readonly segment: Segment
  /** Bytes of the segment before its frame and up to its end. */
  readonly start: number
  readonly end: number
  readonly record: Buffer
}

/** What is kept at most, in bytes of the spool; what is older must be read back. */
const mostBytes = 4 << 20

/** Records that were written a moment ago: delivering them need not read them back and decode them. */
export class RecentRecords {
  #records: RecentRecord[] = []
  #bytes = 0

  add(record: RecentRecord): void {
    this.#records.push(record)
    this.#bytes += record.end - record.start
    let surplus = 0
    for (const { start, end } of this.#records) {
      if (this.#bytes <= mostBytes) break
      this.#bytes -= end - start
      surplus++
    }
    if (surplus > 0) this.#records = this.#records.slice(surplus)
  }

  /** The records from a place on, undefined when the one that begins there is not kept. */
  from(segment: Segment, offset: number, limit: BatchLimit): { records: Buffer[]; end: number } | undefined {
    const first = this.#records.findIndex((record) => record.segment === segment && record.start === offset)
    if (first < 0) return undefined
    const records: Buffer[] = []
    let end = offset
    for (let index = first; records.length < limit.records; index++) {
      const recent = this.#records[index]
      if (recent?.segment !== segment) break
      if (records.length > 0 && recent.end - offset > limit.bytes) break
      records.push(recent.record)
      end = recent.end
    }
    return { records, end }
  }

  /** Forgets the oldest for as long as they are delivered. */
  dropWhile(isDelivered: (record: RecentRecord) => boolean): void {
    const kept = this.#records.findIndex((record) => !isDelivered(record))
    const delivered = kept < 0 ? this.#records.splice(0) : this.#records.splice(0, kept)
    for (const { start, end } of delivered) this.#bytes -= end - start
  }
}
