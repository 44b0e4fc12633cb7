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
  /** Forgotten ones leave holes at the start; these go once they are more than half, since that moves all the others. */
  readonly #records: (RecentRecord | undefined)[] = []
  #forgotten = 0
  #bytes = 0

  add(record: RecentRecord): void {
    this.#records.push(record)
    this.#bytes += record.end - record.start
    this.dropWhile(() => this.#bytes > mostBytes)
  }

  /** The records from a place on, undefined when the one that begins there is not kept. */
  from(segment: Segment, offset: number, limit: BatchLimit): { records: Buffer[]; end: number } | undefined {
    let index = this.#forgotten
    for (let kept = this.#records[index]; kept; kept = this.#records[++index]) {
      if (kept.segment === segment && kept.start === offset) break
    }
    if (index === this.#records.length) return undefined
    const records: Buffer[] = []
    let end = offset
    for (; records.length < limit.records; index++) {
      const recent = this.#records[index]
      if (recent?.segment !== segment) break
      if (records.length > 0 && recent.end - offset > limit.bytes) break
      records.push(recent.record)
      end = recent.end
    }
    return { records, end }
  }

  /** Forgets the oldest for as long as they are delivered, or too much is kept. */
  dropWhile(isOver: (oldest: RecentRecord) => boolean): void {
    const all = this.#records
    for (let oldest = all[this.#forgotten]; oldest && isOver(oldest); oldest = all[this.#forgotten]) {
      this.#bytes -= oldest.end - oldest.start
      all[this.#forgotten++] = undefined
    }
    if (this.#forgotten * 2 <= all.length) return
    all.splice(0, this.#forgotten)
    this.#forgotten = 0
  }
}
