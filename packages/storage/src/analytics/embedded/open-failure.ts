import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { StorageLockedError, StorageUnavailableError } from '../../errors.ts'

/** Why the folder would not open. The engine says only that it failed; its `status` file names the last opener. */
export function explainOpenFailure(folder: string, cause: unknown): Error {
  const other = /one active data directory.*path='([^']+)'/.exec(String(cause))?.[1]
  if (other !== undefined) {
    return new Error(`This process has ${other} open already and cannot open ${folder} beside it.`, { cause })
  }
  const opener = readOpener(folder)
  if (opener !== undefined && opener !== process.pid && isAlive(opener)) {
    return new StorageLockedError(folder, opener, cause)
  }
  return new StorageUnavailableError(
    `The embedded engine could not open ${folder}.`,
    'Check that the folder is writable, that its disk has space left, and that no other machine or container has it open.',
    cause,
  )
}

function readOpener(folder: string): number | undefined {
  try {
    const pid = /^PID:\s*(\d+)/m.exec(readFileSync(join(folder, 'status'), 'utf8'))?.[1]
    return pid === undefined ? undefined : Number(pid)
  } catch {
    return undefined
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
