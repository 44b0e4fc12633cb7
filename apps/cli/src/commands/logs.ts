import { open, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { resolveSettings } from '../environment/settings.ts'
import { Failure } from '../failure.ts'
import type { ChildName } from '../supervisor/child.ts'
import { runPaths } from '../supervisor/supervisor.ts'
import type { Terminal } from '../terminal.ts'
import type { CommandContext } from './command.ts'

const logNames: readonly ChildName[] = ['server', 'gateway', 'postgres']
const chunkBytes = 64 * 1024

export interface LogsOptions {
  readonly names: readonly string[]
  readonly follow: boolean
  readonly lines: number
  /** Ends following. */
  readonly signal?: AbortSignal
}

/** Prints the newest lines of the logs, and with `follow` every line that comes. */
export async function logs(context: CommandContext, options: LogsOptions): Promise<number> {
  const { dataDir } = await resolveSettings(context.flags, context.cwd, context.environment)
  const unknown = options.names.find((name) => !logNames.some((known) => known === name))
  if (unknown) throw new Failure('logs.unknown', { name: unknown, known: logNames.join(', ') })
  const chosen = logNames.filter((name) => options.names.length === 0 || options.names.includes(name))
  const folder = runPaths(dataDir).logs
  const readers = chosen.map((name) => new LogReader(name, join(folder, `${name}.log`)))
  const found = await Promise.all(readers.map((reader) => reader.startAtTail(options.lines)))
  if (!found.some(Boolean) && !options.follow) throw new Failure('logs.none', { folder })
  const print = printer(context.terminal, chosen.length > 1)
  for (const reader of readers) await reader.read(print)
  while (options.follow && !options.signal?.aborted) {
    for (const reader of readers) await reader.read(print)
    await delay(250, undefined, options.signal ? { signal: options.signal } : {}).catch(() => {})
  }
  return 0
}

function printer(terminal: Terminal, several: boolean) {
  return (name: ChildName, line: string) =>
    terminal.print(several ? `${terminal.style('dim', name.padEnd(8))} ${line}` : line)
}

/** Reads a growing file by lines; a file that was moved aside is followed to the one in its place. */
class LogReader {
  readonly #name: ChildName
  readonly #path: string
  #inode: number | undefined
  #position = 0
  #partial = ''

  constructor(name: ChildName, path: string) {
    this.#name = name
    this.#path = path
  }

  /** False when there is no such log yet. */
  async startAtTail(lines: number): Promise<boolean> {
    const file = await open(this.#path).catch(() => undefined)
    if (!file) return false
    try {
      const { size, ino } = await file.stat()
      this.#inode = ino
      let text = ''
      let start = size
      while (start > 0 && text.split('\n').length <= lines + 1) {
        const length = Math.min(chunkBytes, start)
        start -= length
        const { buffer } = await file.read(Buffer.alloc(length), 0, length, start)
        text = buffer.toString('latin1') + text
      }
      const wanted = text
        .split('\n')
        .slice(-lines - 1)
        .join('\n')
      this.#position = size - wanted.length
      return true
    } finally {
      await file.close()
    }
  }

  async read(print: (name: ChildName, line: string) => void): Promise<void> {
    const current = await stat(this.#path).catch(() => undefined)
    if (!current) return
    if (current.ino !== this.#inode || current.size < this.#position) {
      this.#inode = current.ino
      this.#position = 0
    }
    if (current.size === this.#position) return
    const file = await open(this.#path)
    try {
      const length = current.size - this.#position
      const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, this.#position)
      this.#position += bytesRead
      const lines = (this.#partial + buffer.toString('utf8', 0, bytesRead)).split('\n')
      this.#partial = lines.pop() ?? ''
      for (const line of lines) print(this.#name, line)
    } finally {
      await file.close()
    }
  }
}
