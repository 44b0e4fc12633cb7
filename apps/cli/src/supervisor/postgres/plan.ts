import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { ChildPlan, Launched } from '../child.ts'
import type { LogFile } from '../log-file.ts'
import { type Cluster, database, postgresEnvironment, role } from './cluster.ts'
import { clearLeftoverPostmaster } from './leftovers.ts'

/** Small, durable, and without any listener but the socket; about 25 MB in all with a few connections. */
const settings: Readonly<Record<string, string | number>> = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  max_connections: 60,
  shared_buffers: '16MB',
  work_mem: '2MB',
  maintenance_work_mem: '16MB',
  autovacuum_work_mem: '8MB',
  autovacuum_max_workers: 1,
  max_worker_processes: 2,
  max_parallel_workers: 0,
  max_parallel_workers_per_gather: 0,
  io_method: 'sync',
  jit: 'off',
  wal_level: 'minimal',
  max_wal_senders: 0,
  max_logical_replication_workers: 0,
  min_wal_size: '32MB',
  max_wal_size: '256MB',
  wal_buffers: '1MB',
  huge_pages: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] ',
  log_min_messages: 'warning',
  log_checkpoints: 'off',
  logging_collector: 'off',
}

export function planPostgres(cluster: Cluster, socketFolder: string, log: LogFile): ChildPlan {
  return {
    name: 'postgres',
    log,
    launch: () => launch(cluster, socketFolder, log),
    // INT: fast shutdown, clients are cut off, a checkpoint is written. QUIT: at once, recovery at the next start.
    stopSignals: [
      { signal: 'SIGINT', afterMs: 0 },
      { signal: 'SIGQUIT', afterMs: 20_000 },
    ],
    killAfterMs: 25_000,
    readyTimeoutMs: 120_000,
  }
}

/** How a client on this machine reaches the private Postgres. */
export function databaseUrl(socketFolder: string): string {
  return `postgresql://${role}@localhost/${database}?host=${encodeURIComponent(socketFolder)}`
}

async function launch(cluster: Cluster, socketFolder: string, log: LogFile): Promise<Launched> {
  await clearLeftoverPostmaster(cluster.data)
  const options = Object.entries({ ...settings, unix_socket_directories: socketFolder })
  const handle = spawn(
    join(cluster.binaries.home, 'bin', 'postgres'),
    ['-D', cluster.data, ...options.flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    {
      ...cluster.account,
      cwd: cluster.data,
      env: postgresEnvironment,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  handle.stdout.on('data', (chunk: Buffer) => log.write(chunk))
  handle.stderr.on('data', (chunk: Buffer) => log.write(chunk))
  let ended = false
  handle.once('exit', () => {
    ended = true
  })
  return { handle, ready: untilReady(cluster, handle.pid, () => ended), fatal: () => undefined }
}

/** The eighth line of postmaster.pid says `ready` when connections are accepted. */
async function untilReady(cluster: Cluster, pid: number | undefined, ended: () => boolean): Promise<void> {
  while (!ended()) {
    const lines = (await readFile(join(cluster.data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')
    if (Number(lines[0]) === pid && lines[7]?.trim() === 'ready') return
    await delay(15)
  }
  throw new Error('Postgres ended before it was ready')
}
