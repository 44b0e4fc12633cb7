import { type BatchLimit, ReusableBuffer, readFrames, type Segment } from '@kansoku/journal'
import type { Cursor, Position } from './cursor.ts'

export interface SpoolBatch<Item = Buffer> {
  /** JSON text of each record; of the spool in UTF-8. */
  readonly records: readonly Item[]
  /** Passed to `commit` once the records are delivered. */
  readonly end: Position
  /** The batch was full: more is waiting behind it. */
  readonly more: boolean
}

interface ReaderPorts {
  readonly segments: readonly Segment[]
  readonly onDamage: (bytes: number) => void
  readonly onCommit: () => Promise<void>
}

/** As large as a batch usually is at most. */
const keptBytes = 2 << 20

/** Reads the spool for one destination, at least once each record, in the order of writing. */
export class SpoolReader {
  readonly #cursor: Cursor
  readonly #ports: ReaderPorts
  readonly #memory = new ReusableBuffer(keptBytes)
  #wakeUp = Promise.withResolvers<void>()

  constructor(cursor: Cursor, ports: ReaderPorts) {
    this.#cursor = cursor
    this.#ports = ports
  }

  /** The next records after the last commit, or undefined when all are delivered. They hold until the next are asked for. */
  async next(limit: BatchLimit): Promise<SpoolBatch | undefined> {
    this.#wakeUp = Promise.withResolvers()
    for (const segment of [...this.#ports.segments]) {
      const offset = this.deliveredBytes(segment)
      if (offset >= segment.bytes) continue
      const batch = await readFrames(segment, offset, limit, this.#memory).catch(ignoreDropped)
      if (!batch) continue
      if (batch.damagedBytes > 0) this.#ports.onDamage(batch.damagedBytes)
      const end = { segment: segment.number, offset: batch.end }
      if (batch.payloads.length > 0) {
        return { records: batch.payloads, end, more: batch.end < segment.bytes }
      }
      await this.commit(end)
      return this.next(limit)
    }
    return undefined
  }

  /** Everything up to here is delivered; it will not be read again, and its files may go. */
  async commit(end: Position): Promise<void> {
    this.#cursor.moveTo(end)
    await this.#ports.onCommit()
  }

  /** Keeps the position for the next process. */
  save(): Promise<void> {
    return this.#cursor.save()
  }

  /** Resolves at the first record written since the last `next`. */
  appended(): Promise<void> {
    return this.#wakeUp.promise
  }

  wake(): void {
    this.#wakeUp.resolve()
  }

  /** How many bytes of a segment this reader has delivered. */
  deliveredBytes(segment: Segment): number {
    const { position } = this.#cursor
    if (segment.number < position.segment) return segment.bytes
    return segment.number === position.segment ? position.offset : 0
  }
}

/** A full spool may have dropped the segment meanwhile. */
function ignoreDropped(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}
