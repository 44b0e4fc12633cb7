import { frameHeaderBytes, writeFrameHeader } from './frame.ts'

/** What is full is written before more is added. */
const fullBytes = 1 << 20
/** Of one UTF-16 unit in UTF-8. */
const mostBytesPerUnit = 3
/** Counting the bytes of a longer text costs less than the memory that it would take at most. */
const countedUnits = 64 * 1024

/**
 * Frames on their way to a file, in memory that is used again and again. A buffer for each record would be garbage that
 * V8 counts as growth of its heap: it would collect all of it several times as often.
 */
export class FrameBuffer {
  #memory = Buffer.allocUnsafeSlow(fullBytes / 8)
  #end = 0

  /** Adds a record: pieces, one after the other, of text or of bytes in UTF-8. */
  add(record: readonly (string | Uint8Array)[]): void {
    const start = this.#end
    this.#reserve(record.reduce((sum, piece) => sum + mostBytesOf(piece), frameHeaderBytes))
    const memory = this.#memory
    let end = start + frameHeaderBytes
    for (const piece of record) {
      if (typeof piece === 'string') end += memory.write(piece, end)
      else {
        memory.set(piece, end)
        end += piece.length
      }
    }
    writeFrameHeader(memory, start, memory.subarray(start + frameHeaderBytes, end))
    this.#end = end
  }

  get isFull(): boolean {
    return this.#end >= fullBytes
  }

  /** All frames since the last `clear`, for as long as none is added. */
  get frames(): Buffer {
    return this.#memory.subarray(0, this.#end)
  }

  /** Begins anew; the memory of a large record is given back. */
  clear(): void {
    this.#end = 0
    if (this.#memory.length > 2 * fullBytes) this.#memory = Buffer.allocUnsafeSlow(fullBytes)
  }

  #reserve(bytes: number): void {
    const needed = this.#end + bytes
    if (needed <= this.#memory.length) return
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, 2 * this.#memory.length))
    this.frames.copy(larger)
    this.#memory = larger
  }
}

function mostBytesOf(text: string | Uint8Array): number {
  if (typeof text !== 'string') return text.length
  return text.length > countedUnits ? Buffer.byteLength(text) : text.length * mostBytesPerUnit
}
