import { spawn } from 'node:child_process'
import type { ChildName, ChildPlan, Fatal, Launched } from './child.ts'
import type { LogFile } from './log-file.ts'

export interface NodeProgram {
  readonly name: ChildName
  /** Path of the source file. */
  readonly entry: string
  readonly nodeOptions?: readonly string[]
  readonly environment: Readonly<Record<string, string>>
  readonly cwd: string
  readonly log: LogFile
  /** Things the program wants its user to know at start. */
  readonly onNotice: (notice: string) => void
}

/** Drained within this long of a stop, or killed. */
const drainMs = 30_000

/** A program of ours: it says over IPC when it serves, and ends by itself when that channel closes. */
export function planNodeProgram(program: NodeProgram): ChildPlan {
  return {
    name: program.name,
    log: program.log,
    launch: async () => launch(program),
    stopSignals: [{ signal: 'SIGTERM', afterMs: 0 }],
    killAfterMs: drainMs,
    readyTimeoutMs: 120_000,
  }
}

function launch({ entry, nodeOptions = [], environment, cwd, log, onNotice }: NodeProgram): Launched {
  const child = spawn(process.execPath, [...nodeOptions, entry], {
    cwd,
    env: environment,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  child.stdout?.on('data', (chunk: Buffer) => log.write(chunk))
  child.stderr?.on('data', (chunk: Buffer) => log.write(chunk))
  let fatal: Fatal | undefined
  const ready = new Promise<void>((resolve) => {
    child.on('message', (message) => {
      const { type, text } = readMessage(message)
      if (type === 'ready') resolve()
      else if (type === 'notice') onNotice(text.message)
      else if (type === 'fatal') fatal = text
    })
  })
  return { handle: child, ready, fatal: () => fatal }
}

/** Messages come from our own programs, but from another version of them while an update is under way. */
function readMessage(message: unknown): { type: string; text: Fatal } {
  const { type, message: text, remedy } = (message ?? {}) as Record<string, unknown>
  return {
    type: String(type),
    text: { message: String(text ?? ''), remedy: remedy === undefined ? undefined : String(remedy) },
  }
}
