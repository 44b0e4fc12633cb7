import { closeSync, fstatSync, openSync, renameSync, writeSync } from 'node:fs'

const maxBytes = 10 * 1024 * 1024
const keptFiles = 3
const tailLines = 40

/**
 * Appends the output of a process to a file, and moves the file aside when it has grown to 10 MB (three old ones
 * are kept: `x.log.1` is the newest). A full disk costs log lines, never a process: what cannot be written is
 * dropped. The last lines stay in memory for messages about a failure.
 */
export class LogFile {
  readonly path: string
  readonly #limit: number
  #descriptor: number | undefined
  #size = 0
  #tail: string[] = []
  #partial = ''

  constructor(path: string, limit = maxBytes) {
    this.path = path
    this.#limit = limit
  }

  write(chunk: Buffer): void {
    this.#remember(chunk.toString('utf8'))
    try {
      if (this.#size + chunk.length > this.#limit) this.#rotate()
      this.#descriptor ??= this.#open()
      this.#size += writeSync(this.#descriptor, chunk)
    } catch {
      this.close()
    }
  }

  /** The newest lines, oldest first. */
  tail(lines = 12): readonly string[] {
    const all = this.#partial === '' ? this.#tail : [...this.#tail, this.#partial]
    return all.slice(-lines)
  }

  /** Forgets the lines of an earlier run, so that a failure shows its own. */
  forgetTail(): void {
    this.#tail = []
    this.#partial = ''
  }

  close(): void {
    if (this.#descriptor === undefined) return
    closeSync(this.#descriptor)
    this.#descriptor = undefined
  }

  #open(): number {
    const descriptor = openSync(this.path, 'a', 0o600)
    this.#size = fstatSync(descriptor).size
    return descriptor
  }

  #rotate(): void {
    this.close()
    this.#size = 0
    for (let index = keptFiles; index >= 1; index--) {
      const older = index === 1 ? this.path : `${this.path}.${index - 1}`
      try {
        renameSync(older, `${this.path}.${index}`)
      } catch {
        // That generation does not exist yet.
      }
    }
  }

  #remember(text: string): void {
    const lines = (this.#partial + text).split('\n')
    this.#partial = (lines.pop() ?? '').slice(-4_000)
    this.#tail.push(...lines)
    if (this.#tail.length > tailLines) this.#tail = this.#tail.slice(-tailLines)
  }
}
