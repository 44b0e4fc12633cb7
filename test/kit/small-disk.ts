import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, writeSync } from 'node:fs'
import { chmod, mkdtemp, rm, rmdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A file system of its own with little room. */
export interface SmallDisk extends AsyncDisposable {
  /** Its folder, as programs behind `launcher` see it. */
  readonly folder: string
  /** The same folder, as this process sees it. */
  readonly reach: string
  /** What runs a program where the folder exists; empty where it exists for all. */
  readonly launcher: readonly string[]
  /** Takes all the room that is left. */
  fill(): void
  /** Gives it back. */
  free(): Promise<void>
}

/**
 * Mounts a file system of that size in memory; without root in a namespace of its own, in which this user may mount.
 * Fails where the machine allows neither: a test that needs it is never skipped.
 */
export async function mountSmallDisk(megabytes: number): Promise<SmallDisk> {
  const folder = await mkdtemp(join(tmpdir(), 'kansoku-disk-'))
  await chmod(folder, 0o755)
  const mount = ['mount', '-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755`, 'kansoku-test', folder]
  const place = process.getuid?.() === 0 ? mountForAll(folder, mount) : await mountInNamespace(folder, mount)
  const filler = join(place.reach, 'filler')
  return {
    folder,
    reach: place.reach,
    launcher: place.launcher,
    fill: () => fill(filler),
    free: () => rm(filler, { force: true }),
    async [Symbol.asyncDispose]() {
      await place.unmount()
      await rmdir(folder)
    },
  }
}

interface Place {
  /** The folder as this process sees it. */
  readonly reach: string
  readonly launcher: readonly string[]
  unmount(): Promise<void>
}

function mountForAll(folder: string, [command = '', ...args]: readonly string[]): Place {
  const { status, stderr, error } = spawnSync(command, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`no small disk can be mounted here: ${error?.message ?? stderr}`)
  return {
    reach: folder,
    launcher: [],
    unmount: async () => void spawnSync('umount', [folder]),
  }
}

/** A process holds the namespace; programs enter it and are the user again that they were outside. */
async function mountInNamespace(folder: string, mount: readonly string[]): Promise<Place> {
  const script = '"$@" && echo mounted && exec cat'
  const holder = spawn('unshare', ['-rm', 'sh', '-c', script, 'sh', ...mount], {
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const complaints: string[] = []
  holder.stderr.on('data', (chunk: Buffer) => complaints.push(chunk.toString('utf8')))
  const mounted = await Promise.race([
    once(holder.stdout, 'data').then(() => true),
    once(holder, 'close').then(() => false),
    once(holder, 'error').then(([error]) => {
      complaints.push(String(error))
      return false
    }),
  ])
  if (!mounted) throw new Error(`no small disk can be mounted here: ${complaints.join('')}`)
  const [uid, gid] = [process.getuid?.(), process.getgid?.()]
  return {
    reach: `/proc/${holder.pid}/root${folder}`,
    launcher: [
      ...['nsenter', '-t', `${holder.pid}`, '-U', '-m', '--preserve-credentials', '--'],
      ...['unshare', '-U', `--map-user=${uid}`, `--map-group=${gid}`, '--'],
    ],
    unmount: () => ended(holder),
  }
}

async function ended(holder: ChildProcess): Promise<void> {
  const closed = once(holder, 'close')
  holder.stdin?.end()
  await closed
}

/** Appends until not one more byte is taken. */
function fill(path: string): void {
  const file = openSync(path, 'a')
  try {
    for (let chunk = Buffer.alloc(1 << 20); chunk.length > 0; ) {
      try {
        writeSync(file, chunk)
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
        chunk = chunk.subarray(0, chunk.length >> 1)
      }
    }
  } finally {
    closeSync(file)
  }
}
