import { type FileHandle, open, stat } from 'node:fs/promises'
import { StringDecoder } from 'node:string_decoder'

const chunkBytes = 64 * 1024

/** Reads a growing file by lines; one that was moved aside is read to its end, then the one in its place. */
export class LogReader {
  readonly #path: string
  readonly #onLine: (line: string) => void
  readonly #decoder = new StringDecoder('utf8')
  #file: FileHandle | undefined
  #position = 0
  #partial = ''

  constructor(path: string, onLine: (line: string) => void) {
    this.#path = path
    this.#onLine = onLine
  }

  /** False when there is no such log yet. */
  async startAtTail(lines: number): Promise<boolean> {
    this.#file = await open(this.#path).catch(() => undefined)
    if (!this.#file) return false
    const { size } = await this.#file.stat()
    let text = ''
    let start = size
    while (start > 0 && text.split('\n').length <= lines + 1) {
      const length = Math.min(chunkBytes, start)
      start -= length
      const { buffer, bytesRead } = await this.#file.read(Buffer.alloc(length), 0, length, start)
      // One character per byte, so that lengths are positions in the file.
      text = buffer.toString('latin1', 0, bytesRead) + text
    }
    const tail = text.split('\n').slice(-lines - 1)
    this.#position = size - tail.join('\n').length
    return true
  }

  /** Hands on all whole lines that have come since the last time. */
  async read(): Promise<void> {
    await this.#readRest()
    if (!(await this.#isReplaced())) return
    // What was written until the file was moved.
    await this.#readRest()
    await this.close()
    this.#file = await open(this.#path).catch(() => undefined)
    await this.#readRest()
  }

  async close(): Promise<void> {
    await this.#file?.close()
    this.#file = undefined
    this.#position = 0
  }

  async #isReplaced(): Promise<boolean> {
    const inPlace = await stat(this.#path).catch(() => undefined)
    if (!inPlace) return false
    return inPlace.ino !== (await this.#file?.stat())?.ino
  }

  async #readRest(): Promise<void> {
    if (!this.#file) return
    const { size } = await this.#file.stat()
    // Someone has emptied it.
    if (size < this.#position) this.#position = 0
    const buffer = Buffer.alloc(chunkBytes)
    while (this.#position < size) {
      const { bytesRead } = await this.#file.read(buffer, 0, chunkBytes, this.#position)
      if (bytesRead === 0) return
      this.#position += bytesRead
      const lines = (this.#partial + this.#decoder.write(buffer.subarray(0, bytesRead))).split('\n')
      this.#partial = lines.pop() ?? ''
      for (const line of lines) this.#onLine(line)
    }
  }
}
