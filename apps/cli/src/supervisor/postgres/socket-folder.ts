import { chmod, chown, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { errorCode, SupervisorFailure } from '../failure.ts'
import type { Account } from './account.ts'

const prefix = 'kansoku-pg-'
/** A socket's path may have 107 bytes on Linux and 103 on macOS; Postgres adds `/.s.PGSQL.5432.lock`. */
const longest = 80

/** Makes a short folder for Postgres' socket that only its owner can enter. */
export async function makeSocketFolder(account: Account | undefined, runFolder: string): Promise<string> {
  let reason = ''
  for (const parent of ['/tmp', tmpdir(), runFolder]) {
    if (Buffer.byteLength(parent) > longest - prefix.length - 6) continue
    try {
      const folder = await mkdtemp(join(parent, prefix))
      await chmod(folder, 0o700)
      if (account) await chown(folder, account.uid, account.gid)
      return folder
    } catch (error) {
      reason = errorCode(error)
    }
  }
  throw new SupervisorFailure('socket.folder', { reason })
}

/** Removes a folder that an earlier run made; anything else it is given stays. */
export async function removeSocketFolder(folder: string | undefined): Promise<void> {
  if (folder === undefined || !basename(folder).startsWith(prefix)) return
  await rm(folder, { recursive: true, force: true })
}
