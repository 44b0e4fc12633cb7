import { spawn } from 'node:child_process'
import { setPriority } from 'node:os'
import type { ChildName, ChildPlan, Fatal, Launched } from './child.ts'
import type { LogFile } from './log-file.ts'

export interface NodeProgram {
  readonly name: ChildName
  /** Path of the source file. */
  readonly entry: string
  readonly nodeOptions?: readonly string[]
  /** How far it steps back for others when processors are busy, 0 to 19; default 0. */
  readonly niceness?: number
  readonly environment: Readonly<Record<string, string>>
  readonly cwd: string
  readonly log: LogFile
  readonly onRemarks: (remarks: readonly Remark[]) => void
  /** A sentence in English that the user should read. */
  readonly onNotice: (notice: string) => void
}

/** What a program has to say about its settings: the place, and a sentence in English. */
export interface Remark {
  readonly file: string
  readonly line?: number | undefined
  readonly key?: string | undefined
  readonly message: string
  /** Calls fail because of it, or it deceives about who may call. */
  readonly important?: boolean | undefined
}

/** What a program may take to end after it has drained its requests. */
const closingMs = 15_000
const drainMs = 30_000

/** A program of ours: it says over IPC when it serves, and ends by itself when that channel closes. */
export function planNodeProgram(program: NodeProgram): ChildPlan {
  return {
    name: program.name,
    log: program.log,
    launch: async () => launch(program),
    stopSignals: [{ signal: 'SIGTERM', afterMs: 0 }],
    killAfterMs: drainMsOf(program.environment) + closingMs,
    readyTimeoutMs: 120_000,
  }
}

/** The gateway waits as long as this variable says for calls under way. */
function drainMsOf({ KANSOKU_DRAIN_SECONDS: seconds }: NodeProgram['environment']): number {
  return Math.max(drainMs, Number(seconds ?? 0) * 1000 || 0)
}

function launch(program: NodeProgram): Launched {
  const { entry, nodeOptions = [], niceness = 0, environment, cwd, log, onRemarks, onNotice } = program
  const child = spawn(process.execPath, [...nodeOptions, entry], {
    cwd,
    env: environment,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  if (niceness > 0 && child.pid !== undefined) stepBack(child.pid, niceness)
  child.stdout?.on('data', (chunk: Buffer) => log.write(chunk))
  child.stderr?.on('data', (chunk: Buffer) => log.write(chunk))
  let fatal: Fatal | undefined
  const ready = new Promise<void>((resolve) => {
    child.on('message', (message) => {
      const { type, message: text, remedy, remarks } = (message ?? {}) as Message
      if (type === 'ready') {
        if (Array.isArray(remarks)) onRemarks(remarks)
        resolve()
      } else if (type === 'notice') {
        onNotice(String(text))
      } else if (type === 'fatal') {
        fatal = { message: String(text), remedy: remedy === undefined ? undefined : String(remedy) }
      }
    })
  })
  return { handle: child, ready, fatal: () => fatal }
}

/** Threads that begin later inherit it. A system that refuses runs the program as all others. */
function stepBack(pid: number, niceness: number): void {
  try {
    setPriority(pid, niceness)
  } catch {
    // It may have ended already; what that means is told by its exit.
  }
}

/** Comes from our own programs, but from another version of them while an update is under way. */
interface Message {
  readonly type?: unknown
  readonly message?: unknown
  readonly remedy?: unknown
  readonly remarks?: Remark[]
}
