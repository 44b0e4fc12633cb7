import { writevSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { frameHeader } from './frame.ts'
import { type Segment, segmentPath } from './segments.ts'

/** Up to here a write into the page cache costs less than handing it to a thread: 2 µs for a small call, not 30. */
const directBytes = 256 * 1024

/**
 * Appends frames to the newest segment. A frame counts only once all of it is written: after a failed write (a full
 * disk) the next one starts where the last whole frame ended.
 */
export class SegmentWriter implements AsyncDisposable {
  readonly segment: Segment
  readonly #file: FileHandle

  private constructor(segment: Segment, file: FileHandle) {
    this.segment = segment
    this.#file = file
  }

  static async create(directory: string, number: number): Promise<SegmentWriter> {
    const path = segmentPath(directory, number)
    return new SegmentWriter({ number, path, bytes: 0 }, await open(path, 'w', 0o600))
  }

  /** Resolves when the operating system has the records: they survive the end of this process, not of the machine. */
  append(records: readonly Buffer[]): Promise<void> {
    return this.#write(records.flatMap((record) => [frameHeader(record), record]))
  }

  /** The same with records that are frames already. */
  appendFrames(frames: Buffer): Promise<void> {
    return this.#write([frames])
  }

  /** Resolves when what was appended survives the end of the machine, too. */
  async sync(): Promise<void> {
    await this.#file.datasync()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#file.close()
  }

  async #write(frames: readonly Buffer[]): Promise<void> {
    let pieces = frames
    const bytes = pieces.reduce((sum, piece) => sum + piece.length, 0)
    const direct = bytes <= directBytes
    let position = this.segment.bytes
    while (pieces.length > 0) {
      const count = direct
        ? writevSync(this.#file.fd, pieces, position)
        : (await this.#file.writev(pieces, position)).bytesWritten
      position += count
      pieces = withoutFirst(pieces, count)
    }
    this.segment.bytes += bytes
  }
}

/** What is left to write: a disk that is nearly full takes a part. */
function withoutFirst(pieces: readonly Buffer[], bytes: number): Buffer[] {
  let left = bytes
  return pieces.flatMap((piece) => {
    const taken = Math.min(left, piece.length)
    left -= taken
    return taken === piece.length ? [] : [piece.subarray(taken)]
  })
}
