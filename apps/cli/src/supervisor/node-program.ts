import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { setPriority } from 'node:os'
import type { ChildName, ChildPlan, Fatal, Launched, Remark } from './child.ts'
import { SupervisorFailure } from './failure.ts'
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

/** What a program may take to end after it has drained its requests. */
const closingMs = 15_000
const drainMs = 30_000

/** A program of ours: it says over IPC when it serves, and ends by itself when that channel closes. */
export function planNodeProgram(program: NodeProgram): ChildPlan {
  return {
    name: program.name,
    log: program.log,
    environment: program.environment,
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
  return {
    handle: child,
    ready,
    fatal: () => fatal,
    adopt: (next) => sendEnvironment(program.name, child, next),
  }
}

/** What a program may take to go on with another environment. */
const adoptMs = 30_000

/** Resolves with what the program finds odd; rejects with why it cannot use it. */
async function sendEnvironment(
  name: ChildName,
  child: ChildProcess,
  environment: NodeProgram['environment'],
): Promise<readonly Remark[]> {
  const id = randomUUID()
  const { promise, resolve, reject } = Promise.withResolvers<readonly Remark[]>()
  const onMessage = (message: unknown) => {
    const { type, id: of, remarks = [], fault } = (message ?? {}) as EnvironmentAnswer
    if (type !== 'environment' || of !== id) return
    if (fault) reject(new SupervisorFailure('child.fatal', { name, ...fault }))
    else resolve(remarks)
  }
  const giveUp = () => reject(new SupervisorFailure('child.silent', { name, seconds: adoptMs / 1000 }))
  const timer = setTimeout(giveUp, adoptMs)
  child.on('message', onMessage)
  child.once('exit', giveUp)
  try {
    child.send({ type: 'environment', id, environment }, () => undefined)
    return await promise
  } finally {
    clearTimeout(timer)
    child.off('message', onMessage)
    child.off('exit', giveUp)
  }
}

interface EnvironmentAnswer {
  readonly type?: unknown
  readonly id?: unknown
  readonly remarks?: readonly Remark[]
  readonly fault?: { readonly message: string; readonly remedy: string }
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
