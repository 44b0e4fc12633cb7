import { chmod, mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Child, type ChildName, type ChildPlan, type Remark } from './child.ts'
import { errorCode, SupervisorFailure } from './failure.ts'
import { takeLock } from './folder-lock.ts'
import { LogFile } from './log-file.ts'
import { planNodeProgram } from './node-program.ts'
import { endOrphans } from './orphans.ts'
import { ensureCluster } from './postgres/cluster.ts'
import { databaseUrl, planPostgres } from './postgres/plan.ts'
import { makeSocketFolder, removeSocketFolder } from './postgres/socket-folder.ts'
import { identify, type ProcessIdentity } from './process-identity.ts'
import { type ChildRecord, type RunState, RunStateFile, readRunState } from './run-state.ts'
import { Watchdog } from './watchdog.ts'

export type ProgramName = Exclude<ChildName, 'postgres'>

export interface Program {
  readonly entry: string
  readonly nodeOptions?: readonly string[]
  readonly niceness?: number
  readonly environment: Readonly<Record<string, string>>
}

/** What the state of a run tells of its settings. */
export type Description = Pick<
  RunState,
  'host' | 'port' | 'gatewayPort' | 'configFile' | 'envFiles' | 'embedded'
>

export interface Programs extends Readonly<Record<ProgramName, Program>> {
  readonly describe: Description
}

/** Made once the private Postgres is known, and again at each restart, so that edited files take effect. */
export type MakePrograms = (privateDatabaseUrl: string | undefined) => Promise<Programs>

export type SupervisorStep = 'orphans' | 'postgres.create' | 'postgres' | 'server' | 'gateway'

export interface SupervisorOptions {
  readonly dataDir: string
  /** Where the programs run, so that relative paths in variables count from there. */
  readonly cwd: string
  readonly privatePostgres: boolean
  readonly programs: MakePrograms
  readonly describe: Description
  readonly onStep?: (step: SupervisorStep) => void
  readonly onChange?: (child: Child) => void
  readonly onRemarks?: (remarks: readonly Remark[]) => void
  readonly onNotice?: (notice: string) => void
}

/** Folders and files of a data folder that the supervisor and the commands share. */
export function runPaths(dataDir: string) {
  return {
    run: join(dataDir, 'run'),
    lock: join(dataDir, 'run/supervisor.lock'),
    pid: join(dataDir, 'run/kansoku.pid'),
    state: join(dataDir, 'run/state.json'),
    logs: join(dataDir, 'logs'),
    postgres: join(dataDir, 'postgres'),
  }
}

/**
 * Keeps Postgres, server and gateway running on one data folder. The caller holds the folder's lock for as long
 * (`lockDataFolder`). Imports nothing but Node's own modules, so that nothing can make it fall over.
 */
export class Supervisor {
  readonly #options: SupervisorOptions
  readonly #watchdog = new Watchdog()
  readonly #children = new Map<ChildName, Child>()
  readonly #logs: Readonly<Record<ChildName, LogFile>>
  readonly #stateFile: RunStateFile
  readonly #startedAt = new Date().toISOString()
  readonly #identities = new Map<number, ProcessIdentity>()
  #self: ProcessIdentity = { pid: process.pid, began: '' }
  #socketFolder: string | undefined
  #describe: Description
  #ready = false
  #stopping: Promise<void> | undefined

  constructor(options: SupervisorOptions) {
    this.#options = options
    this.#describe = options.describe
    const paths = runPaths(options.dataDir)
    this.#stateFile = new RunStateFile(paths.state)
    this.#logs = {
      postgres: new LogFile(join(paths.logs, 'postgres.log')),
      server: new LogFile(join(paths.logs, 'server.log')),
      gateway: new LogFile(join(paths.logs, 'gateway.log')),
    }
  }

  get children(): readonly Child[] {
    return [...this.#children.values()]
  }

  /** Resolves when all processes serve. On failure everything is stopped again before it rejects. */
  async start(): Promise<void> {
    const { dataDir, privatePostgres, onStep } = this.#options
    const paths = runPaths(dataDir)
    for (const folder of [paths.run, paths.logs]) await mkdir(folder, { recursive: true, mode: 0o700 })
    this.#self = (await identify(process.pid)) ?? this.#self
    const previous = await readRunState(paths.state)
    if ((await endOrphans(previous)) > 0) onStep?.('orphans')
    await removeSocketFolder(previous?.socketFolder ?? undefined)
    try {
      if (privatePostgres) await this.#startPostgres(paths.postgres)
      const programs = await this.#makePrograms()
      await Promise.all([this.#startProgram('server', programs), this.#startProgram('gateway', programs)])
    } catch (error) {
      await this.stop()
      throw error
    }
    this.#ready = true
    await this.#record()
  }

  /** Stops and starts the named programs with freshly made settings; a failure leaves the others running. */
  async restart(names: readonly ProgramName[]): Promise<void> {
    const programs = await this.#makePrograms()
    for (const name of names) {
      await this.#children.get(name)?.stop()
      await this.#startProgram(name, programs)
    }
  }

  /**
   * Has the gateway go on with freshly made settings, without ending it; resolves with its remarks. Rejects when it
   * cannot use them, and goes on as before then.
   */
  async update(): Promise<readonly Remark[]> {
    const before = this.#describe
    try {
      const programs = await this.#makePrograms()
      // A stop may have passed the gateway meanwhile, and it must not be started behind it.
      if (this.#stopping) throw new SupervisorFailure('stopped')
      return (await this.#children.get('gateway')?.adopt(this.#planProgram('gateway', programs))) ?? []
    } catch (error) {
      this.#describe = before
      throw error
    } finally {
      // The state of a run that has ended must not come back.
      if (!this.#stopping) await this.#record()
    }
  }

  /** Gateway, then server, then Postgres, each drained before the next. */
  stop(): Promise<void> {
    this.#stopping ??= this.#stopInOrder()
    return this.#stopping
  }

  async #stopInOrder(): Promise<void> {
    for (const name of ['gateway', 'server', 'postgres'] as const) await this.#children.get(name)?.stop()
    this.#watchdog.close()
    await removeSocketFolder(this.#socketFolder)
    for (const log of Object.values(this.#logs)) log.close()
    await this.#record()
    await rm(runPaths(this.#options.dataDir).state, { force: true })
  }

  /** Ends everything without draining; what was acknowledged is on disk. */
  kill(): void {
    for (const child of this.children) child.kill()
  }

  async #startPostgres(folder: string): Promise<void> {
    const { onStep } = this.#options
    const cluster = await ensureCluster(folder, () => onStep?.('postgres.create'))
    onStep?.('postgres')
    this.#socketFolder = await makeSocketFolder(cluster.account, folder)
    await this.#startChild(planPostgres(cluster, this.#socketFolder, this.#logs.postgres))
  }

  async #makePrograms(): Promise<Programs> {
    const programs = await this.#options.programs(this.#databaseUrl())
    this.#describe = programs.describe
    return programs
  }

  async #startProgram(name: ProgramName, programs: Programs): Promise<void> {
    this.#options.onStep?.(name)
    await this.#startChild(this.#planProgram(name, programs))
  }

  #planProgram(name: ProgramName, programs: Programs): ChildPlan {
    const { onRemarks, onNotice, cwd } = this.#options
    return planNodeProgram({
      name,
      ...programs[name],
      cwd,
      log: this.#logs[name],
      onRemarks: (remarks) => onRemarks?.(remarks),
      onNotice: (notice) => onNotice?.(notice),
    })
  }

  #startChild(plan: ChildPlan): Promise<void> {
    if (this.#stopping) return Promise.reject(new SupervisorFailure('stopped'))
    const known = this.#children.get(plan.name)
    if (known) return known.start(plan)
    const child: Child = new Child(plan, this.#watchdog, () => {
      void this.#record()
      this.#options.onChange?.(child)
    })
    this.#children.set(plan.name, child)
    return child.start()
  }

  #databaseUrl(): string | undefined {
    return this.#socketFolder === undefined ? undefined : databaseUrl(this.#socketFolder)
  }

  async #record(): Promise<void> {
    const pids = this.children.flatMap(({ pid }) => (pid === undefined ? [] : [pid]))
    for (const pid of pids) {
      const identity = this.#identities.get(pid) ?? (await identify(pid))
      if (identity) this.#identities.set(pid, identity)
    }
    for (const pid of this.#identities.keys()) if (!pids.includes(pid)) this.#identities.delete(pid)
    await this.#stateFile.write({
      ...this.#describe,
      supervisor: this.#self,
      startedAt: this.#startedAt,
      ready: this.#ready,
      socketFolder: this.#socketFolder ?? null,
      children: this.children.map((child) => this.#describeChild(child)),
    })
  }

  #describeChild(child: Child): ChildRecord {
    return {
      name: child.name,
      state: child.state,
      process: child.pid === undefined ? undefined : this.#identities.get(child.pid),
      since: child.since?.toISOString(),
      restarts: child.restarts,
    }
  }
}

/**
 * Makes the data folder and takes it for this process, or fails with who has it; a pid file tells other tools. For root the folder can be passed
 * through by others, since Postgres runs as another user; nothing in it can be listed or read by them.
 */
export async function lockDataFolder(dataDir: string): Promise<{ release(): Promise<void> }> {
  const { run, lock, pid } = runPaths(dataDir)
  try {
    await mkdir(dirname(dataDir), { recursive: true })
    await makeFolder(dataDir, process.getuid?.() === 0 ? 0o711 : 0o700)
    await makeFolder(run, 0o700)
    const taken = await takeLock(lock)
    await writeFile(pid, `${process.pid}\n`, { mode: 0o600 })
    return {
      async release() {
        await rm(pid, { force: true })
        await taken.release()
      },
    }
  } catch (error) {
    if (error instanceof SupervisorFailure) throw error
    const reason = errorCode(error)
    const kind = reason === 'ENOSPC' ? 'disk.full' : 'folder.unwritable'
    throw new SupervisorFailure(kind, { folder: dataDir, reason }, { permanent: true })
  }
}

/** An existing folder keeps the mode that its owner gave it. */
async function makeFolder(path: string, mode: number): Promise<void> {
  try {
    await mkdir(path)
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error
    return
  }
  await chmod(path, mode)
}
