import { writeSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
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

  /** Resolves when the operating system has the bytes: they survive the end of this process, not of the machine. */
  async append(frames: readonly Buffer[]): Promise<void> {
    let position = this.segment.bytes
    const direct = frames.reduce((sum, frame) => sum + frame.length, 0) <= directBytes
    for (const frame of frames) {
      for (let written = 0; written < frame.length; ) {
        const left = frame.length - written
        const count = direct
          ? writeSync(this.#file.fd, frame, written, left, position)
          : (await this.#file.write(frame, written, left, position)).bytesWritten
        written += count
        position += count
      }
    }
    this.segment.bytes = position
  }

  /** Resolves when what was appended survives the end of the machine, too. */
  async sync(): Promise<void> {
    await this.#file.datasync()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#file.close()
  }
}
