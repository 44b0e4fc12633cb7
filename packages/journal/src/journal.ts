import { mkdir, open, rm } from 'node:fs/promises'
import { readFrames } from './read-frames.ts'
import { SegmentWriter } from './segment-writer.ts'
import { listSegments, type Segment } from './segments.ts'

export interface JournalOptions {
  /** Made if missing. One process at a time. */
  readonly directory: string
  /** A segment is closed when it has grown past this; default 16 MiB. */
  readonly segmentBytes?: number
  /** Hears of bytes that hold no record: a write that a crash cut off, which was never acknowledged. */
  readonly onDamage?: (bytes: number) => void
}

/** What was appended, until it is released. */
export interface JournalRecord {
  readonly payload: Buffer
  /** Says that the record has arrived where it belongs; it is not replayed any more, or at most once. */
  release(): Promise<void>
}

/** So much of what is released already may be replayed at the next start. */
const releasedBytes = 1 << 20

/** Records are replayed this many at a time. */
const replayed = { records: 500, bytes: 8 << 20 }

/**
 * Records that survive the end of the process and of the machine until they have arrived elsewhere: an append-only log
 * in files, of which each is removed once all its records are released.
 */
export class Journal implements AsyncDisposable {
  readonly #options: Required<JournalOptions>
  readonly #earlier: readonly Segment[]
  #writer: SegmentWriter
  #waiting: Buffer[] = []
  #lastWrite: Promise<unknown> = Promise.resolve()
  /** The write that has not begun yet: records that arrive while another is under way share it. */
  #upcoming: Promise<Segment> | undefined
  /** How many records of a segment are not released. */
  readonly #held = new Map<Segment, number>()
  /**
   * A sync of the segment that is being written has failed. The system may have let go of what it could not write and
   * say nothing at the next sync: records behind such a hole would not be found.
   */
  #isDoubtful = false

  private constructor(options: Required<JournalOptions>, earlier: readonly Segment[], writer: SegmentWriter) {
    this.#options = options
    this.#earlier = earlier
    this.#writer = writer
  }

  /** Finds what earlier processes left and begins a segment of its own; rejects with the error of the file system. */
  static async open(given: JournalOptions): Promise<Journal> {
    const options = { segmentBytes: 16 << 20, onDamage: () => {}, ...given }
    await mkdir(options.directory, { recursive: true, mode: 0o700 })
    const earlier = await listSegments(options.directory)
    const writer = await createSegment(options.directory, (earlier.at(-1)?.number ?? 0) + 1)
    return new Journal(options, earlier, writer)
  }

  /** Resolves when the record is on the disk; rejects with the error of the file system when it is not. */
  async append(payload: Buffer): Promise<Pick<JournalRecord, 'release'>> {
    this.#waiting.push(payload)
    this.#upcoming ??= this.#lastWrite.then(() => this.#writeWaiting())
    const write = this.#upcoming
    this.#lastWrite = write.catch(() => {})
    const segment = await write
    return { release: () => this.#release(segment) }
  }

  /** What earlier processes left, the oldest first. To be read once, before the first record is appended. */
  async *replay(): AsyncGenerator<JournalRecord> {
    for (const segment of this.#earlier) {
      // One more than there are records, so that it stays until the last of them was handed out.
      this.#hold(segment, 1)
      for (let offset = 0; offset < segment.bytes; ) {
        const { payloads, end, damagedBytes } = await readFrames(segment, offset, replayed)
        if (damagedBytes > 0) this.#options.onDamage(damagedBytes)
        this.#hold(segment, payloads.length)
        for (const payload of payloads) yield { payload, release: () => this.#release(segment) }
        offset = end
      }
      await this.#release(segment)
    }
  }

  /** Writes what was appended and closes. Records that are not released are there at the next start. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#lastWrite
    await this.#writer[Symbol.asyncDispose]()
    const { segment } = this.#writer
    if (!this.#held.has(segment)) await rm(segment.path, { force: true })
  }

  async #writeWaiting(): Promise<Segment> {
    const records = this.#waiting
    this.#waiting = []
    this.#upcoming = undefined
    if (this.#isDoubtful || this.#mayRotate()) await this.#rotate()
    const writer = this.#writer
    await writer.append(records)
    await writer.sync().catch((error: unknown) => {
      this.#isDoubtful = true
      throw error
    })
    this.#hold(writer.segment, records.length)
    return writer.segment
  }

  /** What is released soon leaves the disk, so that little is replayed without need. */
  #mayRotate(): boolean {
    const { segment } = this.#writer
    return segment.bytes > (this.#held.has(segment) ? this.#options.segmentBytes : releasedBytes)
  }

  #hold(segment: Segment, records: number): void {
    this.#held.set(segment, (this.#held.get(segment) ?? 0) + records)
  }

  async #release(segment: Segment): Promise<void> {
    const left = (this.#held.get(segment) ?? 0) - 1
    if (left > 0) {
      this.#held.set(segment, left)
      return
    }
    this.#held.delete(segment)
    // The one that is being written stays; what it holds is released and would be replayed once, which is harmless.
    if (segment !== this.#writer.segment) await rm(segment.path, { force: true })
  }

  async #rotate(): Promise<void> {
    const full = this.#writer
    this.#writer = await createSegment(this.#options.directory, full.segment.number + 1)
    this.#isDoubtful = false
    await full[Symbol.asyncDispose]()
    if (!this.#held.has(full.segment)) await rm(full.segment.path, { force: true })
  }
}

/** The name of a file is on the disk only once its folder is. */
async function createSegment(directory: string, number: number): Promise<SegmentWriter> {
  const writer = await SegmentWriter.create(directory, number)
  await using folder = await open(directory, 'r')
  await folder.sync()
  return writer
}
