import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { performance } from 'node:perf_hooks'
import { setTimeout as delay } from 'node:timers/promises'
import { backOff, steadyAfterMs } from './back-off.ts'
import { SupervisorFailure } from './failure.ts'
import type { LogFile } from './log-file.ts'
import type { Watchdog } from './watchdog.ts'

export type ChildName = 'postgres' | 'server' | 'gateway'
export type ChildState = 'stopped' | 'starting' | 'ready' | 'waiting' | 'stopping' | 'refused'

/** What a process says when it gives up by itself. English; it comes from the process. */
export interface Fatal {
  readonly message: string
  readonly remedy?: string | undefined
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

export interface Launched {
  readonly handle: ChildProcess
  /** Resolves when the process serves. */
  readonly ready: Promise<void>
  /** Why the process ended, when it told so. */
  fatal(): Fatal | undefined
  /** Has it go on with another environment; resolves with its remarks, rejects with a SupervisorFailure. */
  adopt?(environment: Readonly<Record<string, string>>): Promise<readonly Remark[]>
}

export interface ChildPlan {
  readonly name: ChildName
  readonly log: LogFile
  /** Of programs that can go on with another one. */
  readonly environment?: Readonly<Record<string, string>>
  launch(): Promise<Launched>
  /** Signals to end it, each with the milliseconds after the request; the last one is SIGKILL to the whole group. */
  readonly stopSignals: readonly {
    readonly signal: 'SIGTERM' | 'SIGINT' | 'SIGQUIT'
    readonly afterMs: number
  }[]
  readonly killAfterMs: number
  readonly readyTimeoutMs: number
}

/** sysexits.h EX_CONFIG: the process will not start with these settings, however often it is tried. */
const refusal = 78
/** Tries before the first start counts as failed; a port or a lock of a process that is just ending clears up. */
const firstTries = 3

interface Run {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly served: boolean
  readonly servedMs: number
  readonly slow: boolean
  readonly fatal: Fatal | undefined
}

/** One process that is kept alive: started, watched until it serves, restarted with back-off, stopped in order. */
export class Child {
  readonly name: ChildName
  #plan: ChildPlan
  readonly #watchdog: Watchdog
  readonly #changed: () => void
  #state: ChildState = 'stopped'
  #handle: ChildProcess | undefined
  #launched: Launched | undefined
  #restarts = 0
  #since: Date | undefined
  #lastFailure: SupervisorFailure | undefined
  #stopping = new AbortController()
  #loop: Promise<void> = Promise.resolve()
  /** Of a plan that came between two runs: whether it serves is known from the next one. */
  #trial: (PromiseWithResolvers<void> & { readonly before: ChildPlan }) | undefined
  #wake = new AbortController()

  constructor(plan: ChildPlan, watchdog: Watchdog, changed: () => void) {
    this.name = plan.name
    this.#plan = plan
    this.#watchdog = watchdog
    this.#changed = changed
  }

  get state(): ChildState {
    return this.#state
  }

  get pid(): number | undefined {
    return this.#handle?.pid
  }

  get restarts(): number {
    return this.#restarts
  }

  /** When it last came to serve. */
  get since(): Date | undefined {
    return this.#since
  }

  /** Why it ended last, if it did without being asked. */
  get lastFailure(): SupervisorFailure | undefined {
    return this.#lastFailure
  }

  /** Resolves when the process serves; rejects with a SupervisorFailure when it does not come up at all. */
  start(plan: ChildPlan = this.#plan): Promise<void> {
    this.#plan = plan
    this.#stopping = new AbortController()
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    this.#loop = this.#keepAlive(resolve, reject)
    return promise
  }

  /** Has the process go on as in another plan, without ending it. Rejects when it cannot; the old plan stays. */
  async adopt(plan: ChildPlan): Promise<readonly Remark[]> {
    if (this.#state === 'refused' || this.#state === 'stopped') {
      await this.start(plan)
      return []
    }
    if (this.#state === 'waiting') {
      await this.#tryNow(plan)
      return []
    }
    const remarks = plan.environment && (await this.#launched?.adopt?.(plan.environment))
    this.#plan = plan
    return remarks ?? []
  }

  async #tryNow(plan: ChildPlan): Promise<void> {
    this.#endTrial(new SupervisorFailure('stopped'))
    const trial = { ...Promise.withResolvers<void>(), before: this.#plan }
    this.#trial = trial
    this.#plan = plan
    this.#wake.abort()
    await trial.promise
  }

  /** The plan before comes back. False when none is on trial. */
  #endTrial(failure: unknown): boolean {
    const trial = this.#trial
    if (!trial) return false
    this.#trial = undefined
    this.#plan = trial.before
    trial.reject(failure)
    return true
  }

  /** Asks the process to end, insists by and by, and resolves when it has. */
  async stop(): Promise<void> {
    this.#stopping.abort()
    const handle = this.#handle
    if (handle && isLive(handle)) {
      this.#enter('stopping')
      const timers = this.#plan.stopSignals.map(({ signal, afterMs }) =>
        setTimeout(() => handle.kill(signal), afterMs),
      )
      timers.push(setTimeout(() => this.kill(), this.#plan.killAfterMs))
      await this.#loop
      for (const timer of timers) clearTimeout(timer)
    }
    await this.#loop
    this.#enter('stopped')
  }

  /** Ends the process and all that it started, at once. */
  kill(): void {
    const pid = this.#handle?.pid
    if (pid === undefined) return
    try {
      process.kill(-pid, 'SIGKILL')
    } catch {
      this.#handle?.kill('SIGKILL')
    }
  }

  async #keepAlive(served: () => void, failed: (reason: unknown) => void): Promise<void> {
    let failures = 0
    let everServed = false
    const markServed = () => {
      everServed = true
      this.#since = new Date()
      this.#enter('ready')
      this.#trial?.resolve()
      this.#trial = undefined
      served()
    }
    while (!this.#stopping.signal.aborted) {
      const run = await this.#runOnce(markServed).catch((error: unknown) => error)
      if (this.#stopping.signal.aborted) break
      const failure = run instanceof Error ? run : this.#explain(run as Run)
      this.#lastFailure = failure instanceof SupervisorFailure ? failure : undefined
      failures = !(run instanceof Error) && (run as Run).servedMs > steadyAfterMs ? 1 : failures + 1
      const wasTrial = this.#endTrial(failure)
      const permanent = !wasTrial && (!(failure instanceof SupervisorFailure) || failure.permanent)
      if (permanent || (!everServed && failures >= firstTries)) {
        this.#enter('refused')
        failed(failure)
        return
      }
      this.#restarts++
      this.#wake = new AbortController()
      const signal = AbortSignal.any([this.#stopping.signal, this.#wake.signal])
      this.#enter('waiting')
      await delay(backOff(failures), undefined, { signal }).catch(() => {})
    }
    this.#endTrial(new SupervisorFailure('stopped'))
    failed(new SupervisorFailure('stopped'))
  }

  async #runOnce(markServed: () => void): Promise<Run> {
    this.#enter('starting')
    this.#plan.log.forgetTail()
    const launched = await this.#plan.launch()
    const { handle } = launched
    this.#handle = handle
    this.#launched = launched
    const exited = exitOf(handle)
    if (handle.pid !== undefined) this.#watchdog.add(handle.pid, this.#firstSignal())
    if (this.#stopping.signal.aborted) handle.kill(this.#firstSignal())
    this.#changed()
    let slow = false
    let servedAt: number | undefined
    const timer = setTimeout(() => {
      slow = true
      this.kill()
    }, this.#plan.readyTimeoutMs)
    launched.ready.then(
      () => {
        clearTimeout(timer)
        if (this.#stopping.signal.aborted || !isLive(handle)) return
        servedAt = performance.now()
        markServed()
      },
      () => {},
    )
    const { code, signal } = await exited
    clearTimeout(timer)
    await lastOutput(handle)
    if (handle.pid !== undefined) this.#watchdog.drop(handle.pid)
    this.#handle = undefined
    this.#launched = undefined
    const servedMs = servedAt === undefined ? 0 : performance.now() - servedAt
    return { code, signal, served: servedAt !== undefined, servedMs, slow, fatal: launched.fatal() }
  }

  #explain(run: Run): SupervisorFailure {
    const tail = this.#plan.log.tail()
    const name = this.name
    const permanent = run.code === refusal
    if (run.fatal) {
      const { message, remedy = '' } = run.fatal
      return new SupervisorFailure('child.fatal', { name, message, remedy }, { permanent })
    }
    if (run.slow) {
      return new SupervisorFailure(
        'child.slow',
        { name, seconds: this.#plan.readyTimeoutMs / 1000 },
        { tail },
      )
    }
    const how = run.signal ?? `exit ${run.code}`
    return new SupervisorFailure('child.failed', { name, how, log: this.#plan.log.path }, { tail, permanent })
  }

  #firstSignal(): 'SIGTERM' | 'SIGINT' {
    return this.#plan.stopSignals[0]?.signal === 'SIGINT' ? 'SIGINT' : 'SIGTERM'
  }

  #enter(state: ChildState): void {
    if (this.#state === state) return
    this.#state = state
    this.#changed()
  }
}

function isLive(handle: ChildProcess): boolean {
  return handle.pid !== undefined && handle.exitCode === null && handle.signalCode === null
}

/** A program that cannot even be started counts as one that ended at once. */
async function exitOf(handle: ChildProcess): Promise<{ code: number | null; signal: NodeJS.Signals | null }> {
  try {
    const [code, signal] = (await once(handle, 'exit')) as [number | null, NodeJS.Signals | null]
    return { code, signal }
  } catch {
    return { code: 127, signal: null }
  }
}

/** Output may arrive after the exit; a grandchild that holds the pipe open must not delay a restart. */
async function lastOutput(handle: ChildProcess): Promise<void> {
  const pipes = [handle.stdout, handle.stderr].filter((pipe) => pipe && !pipe.closed)
  const patience = new AbortController()
  await Promise.race([
    Promise.all(
      pipes.map((pipe) => pipe && once(pipe, 'close', { signal: patience.signal }).catch(() => {})),
    ),
    delay(200, undefined, { signal: patience.signal }).catch(() => {}),
  ])
  patience.abort()
}
