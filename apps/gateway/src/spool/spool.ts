import { mkdir, rm } from 'node:fs/promises'
import { FrameBuffer, listSegments, readFrames, type Segment, SegmentWriter } from '@kansoku/journal'
import { Cursor, highestCursorSegment } from './cursor.ts'
import { SpoolReader } from './spool-reader.ts'

export interface SpoolOptions {
  readonly directory: string
  /** A segment is closed when it has grown past this; default 16 MiB. */
  readonly segmentBytes?: number
  /** Above this the oldest records are dropped, and counted; default 2 GiB. */
  readonly maxBytes?: number
  /** Told of what could not be recorded, for the log. */
  readonly onProblem?: (problem: SpoolProblem) => void
}

export type SpoolProblem =
  | { readonly kind: 'write-failed'; readonly records: number; readonly error: Error }
  /** Writing works again; so many records were lost since it failed first. */
  | { readonly kind: 'write-resumed'; readonly records: number }
  | { readonly kind: 'dropped'; readonly records: number }
  | { readonly kind: 'damaged'; readonly bytes: number }

/** A record in pieces, text or UTF-8: to join them would cost a copy. */
export type WrittenRecord = readonly (string | Uint8Array)[]

/** Counts since this process started; `bytes` is what waits on disk now. */
export interface SpoolStatus {
  readonly bytes: number
  readonly written: number
  /** Records that could not be written, because the disk is full or broken. */
  readonly lost: number
  /** Records given up because the spool was full. */
  readonly dropped: number
}

/**
 * Finished calls on their way to where they are recorded: an append-only log in files, written before the answer ends
 * and read off the request path. A record that was appended survives the end of the process. One process at a time.
 */
export class Spool implements AsyncDisposable {
  readonly #options: Required<SpoolOptions>
  readonly #segments: Segment[]
  readonly #readers: SpoolReader[] = []
  #writer: SegmentWriter
  readonly #frames = new FrameBuffer()
  #waiting: WrittenRecord[] = []
  #lastWrite: Promise<void> = Promise.resolve()
  /** The write that has not begun yet: records that arrive while another is under way share it. */
  #upcomingWrite: Promise<void> | undefined
  #counts = { written: 0, lost: 0, dropped: 0 }
  #lostInARow = 0

  private constructor(options: Required<SpoolOptions>, segments: Segment[], writer: SegmentWriter) {
    this.#options = options
    this.#segments = [...segments, writer.segment]
    this.#writer = writer
  }

  static async open(given: SpoolOptions): Promise<Spool> {
    const options = { segmentBytes: 16 << 20, maxBytes: 2 ** 31, onProblem: () => {}, ...given }
    await mkdir(options.directory, { recursive: true, mode: 0o700 })
    const segments = await listSegments(options.directory)
    const used = Math.max(segments.at(-1)?.number ?? 0, await highestCursorSegment(options.directory))
    const writer = await SegmentWriter.create(options.directory, used + 1)
    return new Spool(options, segments, writer)
  }

  /**
   * Takes a record. Resolves when it is with the operating system, or was counted as lost: a
   * call is answered even when it cannot be recorded.
   */
  append(record: WrittenRecord): Promise<void> {
    this.#waiting.push(record)
    this.#upcomingWrite ??= this.#lastWrite.then(turn).then(() => this.#writeWaiting())
    this.#lastWrite = this.#upcomingWrite
    return this.#upcomingWrite
  }

  /** Reads all records from where the reader of this name stopped last time. */
  async reader(name: string): Promise<SpoolReader> {
    const cursor = await Cursor.open(this.#options.directory, name)
    const reader = new SpoolReader(cursor, {
      segments: this.#segments,
      onDamage: (bytes) => this.#options.onProblem({ kind: 'damaged', bytes }),
      onCommit: () => this.#removeDelivered(),
    })
    this.#readers.push(reader)
    return reader
  }

  status(): SpoolStatus {
    return {
      bytes: this.#segments.reduce((sum, segment) => sum + this.#undelivered(segment), 0),
      ...this.#counts,
    }
  }

  /** Writes what was appended and closes; readers must have stopped. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#lastWrite
    await Promise.all(this.#readers.map((reader) => reader.save()))
    await this.#writer[Symbol.asyncDispose]()
    if (this.#writer.segment.bytes === 0) await rm(this.#writer.segment.path, { force: true })
  }

  async #writeWaiting(): Promise<void> {
    const records = this.#waiting
    this.#waiting = []
    this.#upcomingWrite = undefined
    let written = 0
    try {
      if (this.#writer.segment.bytes > this.#options.segmentBytes) await this.#rotate()
      while (written < records.length) written += await this.#write(records, written)
      if (this.#lostInARow > 0) this.#reportResumed()
    } catch (error) {
      const lost = records.length - written
      this.#counts.lost += lost
      this.#lostInARow += lost
      this.#options.onProblem({ kind: 'write-failed', records: lost, error: error as Error })
    }
    this.#counts.written += written
    for (const reader of this.#readers) reader.wake()
  }

  /** Writes as many of the records from `first` on as make one good write; resolves with their number. */
  async #write(records: readonly WrittenRecord[], first: number): Promise<number> {
    const frames = this.#frames
    let end = first
    try {
      for (let record = records[end]; record && !frames.isFull; record = records[++end]) frames.add(record)
      await this.#writer.appendFrames(frames.frames)
      return end - first
    } finally {
      frames.clear()
    }
  }

  #reportResumed(): void {
    this.#options.onProblem({ kind: 'write-resumed', records: this.#lostInARow })
    this.#lostInARow = 0
  }

  async #rotate(): Promise<void> {
    const next = await SegmentWriter.create(this.#options.directory, this.#writer.segment.number + 1)
    await this.#writer[Symbol.asyncDispose]()
    this.#writer = next
    this.#segments.push(next.segment)
    while (this.#segments.length > 1 && this.status().bytes > this.#options.maxBytes) await this.#dropOldest()
  }

  async #dropOldest(): Promise<void> {
    const oldest = this.#segments[0]
    if (!oldest || oldest === this.#writer.segment) return
    const { payloads } = await readFrames(
      oldest,
      oldest.bytes - this.#undelivered(oldest),
      everything(oldest),
    )
    this.#counts.dropped += payloads.length
    await this.#remove(oldest)
    this.#options.onProblem({ kind: 'dropped', records: payloads.length })
  }

  /** Bytes of a segment that the slowest reader has yet to deliver. */
  #undelivered(segment: Segment): number {
    const delivered = this.#readers.map((reader) => reader.deliveredBytes(segment))
    return segment.bytes - (delivered.length > 0 ? Math.min(...delivered) : 0)
  }

  async #removeDelivered(): Promise<void> {
    for (const segment of [...this.#segments]) {
      if (segment !== this.#writer.segment && this.#undelivered(segment) <= 0) await this.#remove(segment)
    }
  }

  async #remove(segment: Segment): Promise<void> {
    const index = this.#segments.indexOf(segment)
    if (index >= 0) this.#segments.splice(index, 1)
    await rm(segment.path, { force: true })
  }
}

/** Answers that arrived together go out together: so do their records. */
const turn = () => new Promise<void>((resolve) => setImmediate(resolve))

const everything = (segment: Segment) => ({
  records: Number.POSITIVE_INFINITY,
  bytes: Math.max(1, segment.bytes),
})
