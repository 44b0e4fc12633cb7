import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, chown, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { SupervisorFailure } from '../failure.ts'
import { type Account, assertReachable, postgresAccount } from './account.ts'
import { type Binaries, copiedBinaries, installedBinaries, restoreSymlinks } from './binaries.ts'

/** A private Postgres: a database cluster on disk, the binaries for it, and the user that runs them. */
export interface Cluster {
  readonly data: string
  readonly binaries: Binaries
  readonly account: Account | undefined
}

export const role = 'kansoku'
export const database = 'kansoku'

/** Finds or creates the cluster below the folder. A creation that is interrupted leaves nothing that counts. */
export async function ensureCluster(folder: string, onCreate: () => void = () => {}): Promise<Cluster> {
  const data = join(folder, 'data')
  await mkdir(folder, { recursive: true })
  const account = await postgresAccount(data)
  if (account) await chmod(folder, 0o755)
  assertReachable(folder, account)
  const installed = await installedBinaries()
  const inPlace = account === undefined && (await restoreSymlinks(installed.home))
  const binaries = inPlace ? installed : await copiedBinaries(installed, folder)
  const cluster = { data, binaries, account }
  const existing = await readFile(join(data, 'PG_VERSION'), 'utf8').catch(() => undefined)
  if (existing === undefined) {
    onCreate()
    await create(cluster, folder)
  } else if (existing.trim() !== binaries.major) {
    throw new SupervisorFailure(
      'postgres.version',
      { folder: data, found: existing.trim(), expected: binaries.major },
      { permanent: true },
    )
  }
  return cluster
}

async function create(cluster: Cluster, folder: string): Promise<void> {
  for (const entry of await readdir(folder)) {
    if (entry.startsWith('draft-')) await rm(join(folder, entry), { recursive: true, force: true })
  }
  const draft = join(folder, `draft-${process.pid}`)
  await mkdir(draft, { mode: 0o700 })
  if (cluster.account) await chown(draft, cluster.account.uid, cluster.account.gid)
  // Who may connect is decided by the folder of the socket, which only its owner can enter.
  await runTool(cluster, folder, 'initdb', [
    ...['-D', draft, '-U', role, '--encoding=UTF8', '--no-instructions'],
    ...['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    ...['--auth-local=trust', '--auth-host=reject'],
  ])
  const single = ['--single', '-D', draft, 'postgres']
  await runTool(cluster, folder, 'postgres', single, `CREATE DATABASE ${database} OWNER ${role}\n`)
  await rename(draft, cluster.data)
}

async function runTool(
  cluster: Cluster,
  cwd: string,
  tool: string,
  args: readonly string[],
  input = '',
): Promise<void> {
  const child = spawn(join(cluster.binaries.home, 'bin', tool), args, {
    ...cluster.account,
    cwd,
    env: postgresEnvironment,
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const output: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => output.push(chunk))
  child.stdin.on('error', () => {})
  child.stdin.end(input)
  const code = await once(child, 'close').then(
    ([exit]) => exit as number | null,
    (error: Error) => {
      output.push(Buffer.from(error.message))
      return null
    },
  )
  if (code === 0) return
  const tail = Buffer.concat(output).toString('utf8').trim().split('\n').slice(-12)
  throw new SupervisorFailure('postgres.init', { tool }, { tail, permanent: true })
}

export const postgresEnvironment = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }
