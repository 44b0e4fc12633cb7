import { randomUUID } from 'node:crypto'
import { constants, copyFile, link, readFile, rename, rm, unlink, writeFile } from 'node:fs/promises'
import { errorCode, SupervisorFailure } from './failure.ts'
import { identify, isRunning, type ProcessIdentity } from './process-identity.ts'

export interface LockOwner extends ProcessIdentity {
  /** ISO 8601; for people only. */
  readonly since: string
  /** Tells two owners with the same process number apart. */
  readonly nonce: string
}

/**
 * Takes the lock file for this process, or fails with who has it. A lock whose owner is gone is taken over. The
 * stores below (Postgres, the analytics engine) lock their folders themselves; this lock is for a clear message.
 */
export async function takeLock(path: string): Promise<{ release(): Promise<void> }> {
  const self = await identify(process.pid)
  const owner: LockOwner = {
    pid: process.pid,
    began: self?.began ?? '',
    since: new Date().toISOString(),
    nonce: randomUUID(),
  }
  const draft = `${path}.${owner.nonce}`
  try {
    await writeFile(draft, JSON.stringify(owner), { mode: 0o600 })
    while (!(await linked(draft, path))) await clearStale(path)
  } finally {
    // A full disk leaves an empty one.
    await rm(draft, { force: true })
  }
  return {
    async release() {
      if ((await readLock(path))?.nonce === owner.nonce) await unlink(path)
    },
  }
}

/** The live owner of the lock, if any. */
export async function lockOwner(path: string): Promise<LockOwner | undefined> {
  const owner = await readLock(path)
  return owner && (await isRunning(owner)) ? owner : undefined
}

async function linked(draft: string, path: string): Promise<boolean> {
  try {
    await link(draft, path)
    return true
  } catch (error) {
    const code = errorCode(error)
    if (code === 'EEXIST') return false
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS') throw error
  }
  // Some mounted file systems know no hard links.
  try {
    await copyFile(draft, path, constants.COPYFILE_EXCL)
    return true
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false
    throw error
  }
}

async function clearStale(path: string): Promise<void> {
  const owner = await readLock(path)
  if (owner && (await isRunning(owner))) {
    throw new SupervisorFailure('folder.busy', { pid: owner.pid, since: owner.since }, { permanent: true })
  }
  // Renaming first makes sure that what goes away is the lock just looked at and not one taken meanwhile.
  const aside = `${path}.stale-${randomUUID()}`
  try {
    await rename(path, aside)
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return
    throw error
  }
  if ((await readLock(aside))?.nonce !== owner?.nonce) await linked(aside, path)
  await unlink(aside)
}

async function readLock(path: string): Promise<LockOwner | undefined> {
  try {
    const value = JSON.parse(await readFile(path, 'utf8')) as Partial<LockOwner> | null
    if (typeof value?.pid !== 'number' || typeof value.began !== 'string') return undefined
    return { pid: value.pid, began: value.began, since: value.since ?? '', nonce: value.nonce ?? '' }
  } catch {
    return undefined
  }
}
