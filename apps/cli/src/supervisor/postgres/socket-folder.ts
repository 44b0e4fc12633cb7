import { once } from 'node:events'
import { chown, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { errorCode, SupervisorFailure } from '../failure.ts'
import type { Account } from './account.ts'

const prefix = 'kansoku-pg-'
/** A socket's path may have 107 bytes on Linux and 103 on macOS; Postgres adds `/.s.PGSQL.5432.lock`. */
const longest = 80

/**
 * Makes a short folder for Postgres' socket that only its owner can enter. `home` comes first: programs clean the
 * folders for temporary files. Its path may be too long, though, or its disk one without sockets, as mounted ones are.
 */
export async function makeSocketFolder(account: Account | undefined, home: string): Promise<string> {
  let reason = ''
  for (const parent of [home, '/tmp', tmpdir()]) {
    if (Buffer.byteLength(parent) > longest - prefix.length - 6) continue
    try {
      return await makeFolder(join(parent, prefix), account)
    } catch (error) {
      reason = errorCode(error)
    }
  }
  throw new SupervisorFailure('socket.folder', { reason })
}

async function makeFolder(beginning: string, account: Account | undefined): Promise<string> {
  const folder = await mkdtemp(beginning)
  try {
    await tryToListen(join(folder, 'probe'))
    if (account) await chown(folder, account.uid, account.gid)
    return folder
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}

async function tryToListen(path: string): Promise<void> {
  const server = createServer().listen(path)
  await once(server, 'listening')
  server.close()
  await once(server, 'close')
}

/** Removes a folder that an earlier run made; anything else it is given stays. */
export async function removeSocketFolder(folder: string | undefined): Promise<void> {
  if (folder === undefined || !basename(folder).startsWith(prefix)) return
  await rm(folder, { recursive: true, force: true })
}
