import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { type Flags, resolveSettings } from '../../environment/settings.ts'
import type { Language } from '../../language.ts'
import type { Terminal } from '../../terminal.ts'
import type { CommandContext } from '../command.ts'
import { findRunning, type RunningInstance } from '../running.ts'

/** What the process in the background is told, as its only argument. */
export interface BackgroundStart {
  readonly flags: Flags
  readonly language: Language
  /** Who starts it sits at a terminal. */
  readonly watched: boolean
}

/** The last line for who started it. What comes later is logged. */
export const servingMark = '\u0004'

type Background = ChildProcessByStdio<null, Readable, Readable>

/** Starts the product in the background and resolves when it serves. One that runs already is no error. */
export async function startDetached({ terminal, flags, cwd, environment }: CommandContext): Promise<number> {
  const { dataDir } = await resolveSettings(flags, cwd, environment)
  const running = await findRunning(dataDir)
  if (running) return tellRunning(terminal, running)
  const entry = fileURLToPath(new URL('in-background.ts', import.meta.url))
  const given: BackgroundStart = { flags, language: terminal.language, watched: terminal.interactive }
  const child = spawn(process.execPath, [entry, JSON.stringify(given)], {
    cwd,
    env: environment,
    // A session of its own: neither Ctrl-C nor a closed terminal reaches it.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  return relay(terminal, child)
}

function tellRunning(terminal: Terminal, { pid, state }: RunningInstance): number {
  terminal.say('start.already', { pid, config: state?.configFile ?? terminal.text('status.config.none') })
  return 0
}

/** Shows what it says until it serves, or ends. */
async function relay(terminal: Terminal, child: Background): Promise<number> {
  const serves = Promise.withResolvers<number>()
  createInterface(child.stdout).on('line', (line) => {
    if (line === servingMark) serves.resolve(0)
    else terminal.print(line)
  })
  createInterface(child.stderr).on('line', (line) => terminal.printError(line))
  const ended = once(child, 'close').then(([code]: (number | null)[]) => code ?? 1)
  const stop = () => void child.kill('SIGTERM')
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  for (const signal of signals) process.on(signal, stop)
  try {
    return await Promise.race([serves.promise, ended])
  } finally {
    for (const signal of signals) process.off(signal, stop)
    child.stdout.destroy()
    child.stderr.destroy()
    child.unref()
  }
}
