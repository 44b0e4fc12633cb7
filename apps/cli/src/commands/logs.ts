import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { resolveSettings } from '../environment/settings.ts'
import { Failure } from '../failure.ts'
import type { ChildName } from '../supervisor/child.ts'
import { runPaths } from '../supervisor/supervisor.ts'
import type { Terminal } from '../terminal.ts'
import type { CommandContext } from './command.ts'
import { readableLogLine } from './log-line.ts'
import { LogReader } from './log-reader.ts'
import { LogSorter } from './log-sorter.ts'

type LogName = ChildName | 'supervisor'
const logNames: readonly LogName[] = ['server', 'gateway', 'postgres', 'supervisor']

export interface LogsOptions {
  readonly names: readonly string[]
  readonly follow: boolean
  readonly lines: number
  /** The lines as they were written; with several logs, each after the name of its log. */
  readonly json: boolean
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
  const print = options.json
    ? rawPrinter(context.terminal, chosen.length > 1)
    : readablePrinter(context.terminal)
  const sorter = new LogSorter(print)
  const readers = chosen.map(
    (name) => new LogReader(join(folder, `${name}.log`), (line) => sorter.add(name, line)),
  )
  const readAll = async () => {
    for (const reader of readers) await reader.read()
    sorter.flush()
  }
  try {
    const found = await Promise.all(readers.map((reader) => reader.startAtTail(options.lines)))
    if (!found.some(Boolean) && !options.follow) throw new Failure('logs.none', { folder })
    await readAll()
    while (options.follow && !options.signal?.aborted) {
      await readAll()
      await delay(250, undefined, options.signal ? { signal: options.signal } : {}).catch(() => {})
    }
  } finally {
    for (const reader of readers) await reader.close()
  }
  return 0
}

type PrintLine = (name: LogName, line: string) => void

function readablePrinter(terminal: Terminal): PrintLine {
  return (name, line) => terminal.print(readableLogLine(name, line, terminal.style))
}

function rawPrinter(terminal: Terminal, several: boolean): PrintLine {
  return (name, line) => terminal.print(several ? `${terminal.style('dim', name.padEnd(10))} ${line}` : line)
}
