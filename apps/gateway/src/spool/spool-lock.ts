import { type FileHandle, open, readFile, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

/** Another process writes to the folder. */
export class SpoolInUse extends Error {
  override readonly name = 'SpoolInUse'
  readonly holder: string

  constructor(holder: string) {
    super(`The process ${holder} uses the spool.`)
    this.holder = holder
  }
}

/** A holder shows that it lives this often. */
const heartbeatMs = 5000
/** A process id can be given to another program after a crash; without a heartbeat it does not count. */
const staleMs = 60_000
/** A gateway that is being replaced ends within this time. */
const patienceMs = 10_000

/**
 * Takes the lock of a spool, which has one process at a time, and holds it until disposed.
 * @throws {SpoolInUse} when its holder does not let go
 */
export async function lockSpool(folder: string, patience = patienceMs): Promise<AsyncDisposable> {
  const path = join(folder, 'lock')
  const deadline = performance.now() + patience
  while (!(await take(path))) {
    if (await isAbandoned(path)) await rm(path, { force: true })
    else if (performance.now() > deadline) throw new SpoolInUse(await holderOf(path))
    else await delay(100)
  }
  const heartbeat = setInterval(() => {
    const now = Date.now() / 1000
    utimes(path, now, now).catch(() => undefined)
  }, heartbeatMs).unref()
  return {
    async [Symbol.asyncDispose]() {
      clearInterval(heartbeat)
      await rm(path, { force: true })
    },
  }
}

async function take(path: string): Promise<boolean> {
  let file: FileHandle
  try {
    file = await open(path, 'wx', 0o600)
  } catch (error) {
    if ((error as { code?: string }).code === 'EEXIST') return false
    throw error
  }
  try {
    await file.write(String(process.pid))
    return true
  } catch (error) {
    await rm(path, { force: true })
    throw error
  } finally {
    await file.close()
  }
}

async function holderOf(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '')
}

async function isAbandoned(path: string): Promise<boolean> {
  const [holder, { mtimeMs }] = await Promise.all([holderOf(path), stat(path).catch(() => ({ mtimeMs: 0 }))])
  const age = Math.abs(Date.now() - mtimeMs)
  // An empty file is one that its owner has just made, or was killed over.
  if (holder === '') return age > 2000
  return !isAlive(Number(holder)) || age > staleMs
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM'
  }
}
